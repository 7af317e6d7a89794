"""What the speaker does with a message: the lexicon's speech act rules, weighed against each other. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.reading.facts import Act, Candidate, CaseKind
from handlers.reading.lexicon import Lexicon
from handlers.reading.normalise import Normalised
from handlers.reading.rules import ActRule, Match, Scan

# The first act of a pair, where both were found, silences the second.
_STRONGER = (
    (Act.NOT_RESOLVED, Act.RESOLVED),
    (Act.WITHDRAWAL, Act.RESOLVED),
    (Act.NOT_RESOLVED, Act.THANKS),
    (Act.STATUS_QUERY, Act.QUESTION),
    (Act.STATUS_QUERY, Act.RESOLVED),
    (Act.QUESTION, Act.RESOLVED),
    (Act.NOTICE, Act.WORK),
    (Act.NOTICE, Act.ASK_BACK),
    (Act.NOTICE, Act.THANKS),
    (Act.NEGATED, Act.THANKS),  # "我们幢的井不堵 谢谢政府" is a joke about the others
    (Act.ADVERT, Act.OFFER),
    (Act.OFFER, Act.QUESTION),
    (Act.OFFER, Act.STATUS_QUERY),
    (Act.ADVERT, Act.STATUS_QUERY),
    (Act.ADVERT, Act.QUESTION),
    (Act.HYPOTHETICAL, Act.STATUS_QUERY),
)
# These say nothing about a case of their own; alone they leave a message chat.
_ASIDE = frozenset({Act.JOKE, Act.RHETORIC, Act.HYPOTHETICAL, Act.ELSEWHERE, Act.PAST, Act.NEGATED, Act.ADVICE})
STANDS_ALONE = 1.0
_EVERYBODY = frozenset({"所有人", "全体成员", "all", "All"})
_REPORTS = {
    CaseKind.COMPLAINT: Act.REPORT,
    CaseKind.DISPUTE: Act.REPORT,
    CaseKind.HELP: Act.REQUEST,
    CaseKind.SUGGESTION: Act.SUGGEST,
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """The acts found in a message, and the clauses that must not speak for a case."""

    acts: frozenset[Act]
    blocked: frozenset[int]


def spoken(lexicon: Lexicon, scan: Scan, matches: Iterable[Match], *, is_staff: bool, to_staff: bool) -> Spoken:
    """Acts by the rules alone, before it is known whether anything speaks for a case."""
    found = list(lexicon.acts(scan, is_staff=is_staff, to_staff=to_staff))
    blocked = _blocked(found, len(scan.clauses))
    acts = {rule.act for _, rule in found}
    if any(match.negated for match in matches):
        acts.add(Act.NEGATED)
    return Spoken(frozenset(acts), blocked)


def addressed(acts: frozenset[Act], plain: Normalised, *, is_staff: bool) -> frozenset[Act]:
    """The acts of a message after a look at whom it names with @: staff to everybody announces, to one answers."""
    if not is_staff or not plain.mentions:
        return acts
    if _EVERYBODY.intersection(plain.mentions):
        return acts | {Act.NOTICE}
    return acts if plain.text.startswith("【") else acts - {Act.NOTICE}


def _blocked(found: Iterable[tuple[int, ActRule]], count: int) -> frozenset[int]:
    """Clauses with a blocking rule; a rule about the whole message silences all of them."""
    blocked: set[int] = set()
    for clause, rule in found:
        if rule.blocks:
            blocked.update(range(count) if rule.whole else (clause,))
    return frozenset(blocked)


def settle(acts: frozenset[Act], candidates: tuple[Candidate, ...], *, details: bool, is_staff: bool) -> frozenset[Act]:
    """The final acts: reports for what speaks for a case, weaker readings dropped, CHAT when nothing is left."""
    settled = set(acts)
    if not is_staff:
        settled.update(_REPORTS[candidate.kind] for candidate in candidates)
        if any(candidate.score >= STANDS_ALONE for candidate in candidates):
            settled.discard(Act.QUESTION)  # "请问垃圾堆成山谁管" is no wish for information
            if Act.THANKS not in settled:
                settled.discard(Act.RESOLVED)  # "棚子搭好了，把我家窗挡死了" tells of a trouble that is there
    for stronger, weaker in _STRONGER:
        if stronger in settled:
            settled.discard(weaker)
    if details and not is_staff and not settled & {Act.ADVERT, Act.OFFER, Act.SIGN_UP}:
        settled.add(Act.DETAIL)
    if not settled - _ASIDE:
        settled.add(Act.CHAT)
    return frozenset(settled)
