"""Puts the rules that hold in a message together into candidates, one for each trouble and place. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from handlers.reading.facts import Candidate, CaseKind, Place, Urgency
from handlers.reading.rules import Match

MAX_SCORE = 2.0
SECOND_SIGN = 0.5  # what a second, independent rule adds of its own score

# Of several rules' kinds the more telling one is kept: asking for aid says more than complaining.
_KINDS = (CaseKind.HELP, CaseKind.DISPUTE, CaseKind.SUGGESTION, CaseKind.COMPLAINT)


def merge(matches: Iterable[Match], places: Mapping[int, Place], lifts: Mapping[str, Urgency]) -> tuple[Candidate, ...]:
    """Candidates, best first. `places` tells the place named in a clause; `lifts` the raised urgency by category."""
    groups: dict[tuple[str, str], list[Match]] = {}
    for match in matches:
        place = places.get(match.clause)
        groups.setdefault((match.rule.category, place.key if place else ""), []).append(match)
    _join_placeless(groups)
    found = [_candidate(group, places, lifts) for group in groups.values()]
    return tuple(sorted(found, key=_rank))


def _join_placeless(groups: dict[tuple[str, str], list[Match]]) -> None:
    """Words without a place of their own belong to the one place that the message names for their category."""
    for category, place in list(groups):
        named = [key for key in groups if key[0] == category and key[1]]
        if not place and named:
            groups[named[0]].extend(groups.pop((category, "")))


def _candidate(group: list[Match], places: Mapping[int, Place], lifts: Mapping[str, Urgency]) -> Candidate:
    group.sort(key=lambda match: -match.rule.score)
    best = group[0]
    named = [places[match.clause] for match in group if match.clause in places]
    urgency = max((match.rule.urgency for match in group), key=Urgency.rank)
    return Candidate(
        category=best.rule.category,
        score=_score(group),
        urgency=max(urgency, lifts.get(best.rule.category, urgency), key=Urgency.rank),
        kind=min((match.rule.kind for match in group), key=_KINDS.index),
        rules=tuple(dict.fromkeys(match.rule.id for match in group)),
        words=tuple(dict.fromkeys(word for match in group for word in match.words)),
        clause=min(match.clause for match in group),
        place=named[0] if named else None,
    )


def _score(group: list[Match]) -> float:
    """The best rule, and half of the best one that rests on other words."""
    best = group[0]
    others = [match.rule.score for match in group[1:] if not set(match.words) & set(best.words)]
    return min(MAX_SCORE, best.rule.score + SECOND_SIGN * max(others, default=0.0))


def _rank(candidate: Candidate) -> tuple[float, int, int, str]:
    return -candidate.score, -sum(map(len, candidate.words)), candidate.clause, candidate.category
