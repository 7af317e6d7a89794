"""Reports and details: does the message belong to a case that is known, or does it open one? Pure."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.conversation.belonging import SURE, evidence, reason
from handlers.conversation.decisions import AddEvidence, Decision
from handlers.conversation.gather import earlier
from handlers.conversation.kin import are_kin
from handlers.conversation.openings import ALONE, open_or_hold
from handlers.conversation.state import CaseView
from handlers.conversation.talk import Talk
from handlers.conversation.topics import key_of
from handlers.conversation.where import better_place
from handlers.conversation.windows import SAME_TROUBLE
from handlers.reading.facts import Act, Candidate, Urgency
from handlers.reading.place_key import Relation, compare


def reported(talk: Talk) -> tuple[Decision, ...]:
    """Evidence for the cases that the message belongs to, and new cases for the troubles that are new."""
    troubles = distinct(talk.said.facts.candidates)
    taken: list[CaseView] = []
    new: list[Decision] = []
    for candidate in troubles:
        case = same_trouble(talk, candidate)
        if case is not None:
            taken.append(case)
        elif (decision := open_or_hold(talk, candidate)) is not None:
            new.append(decision)
    if not taken and not any_opens(new):
        likely = max(talk.cases, key=lambda case: evidence(talk, case), default=None)
        if likely is not None and evidence(talk, likely) >= SURE:
            return (added(talk, likely),)
    return (*(added(talk, case) for case in dict.fromkeys(taken)), *new)


def any_opens(decisions: Iterable[Decision]) -> bool:
    return any(hasattr(decision, "supporters") for decision in decisions)


def distinct(candidates: tuple[Candidate, ...]) -> list[Candidate]:
    """One candidate for each separate trouble: another clause and a kind that is not mixed up with the first."""
    found: list[Candidate] = []
    for candidate in candidates:
        strong = candidate.score >= ALONE or not found
        if strong and not any(one_trouble(candidate, other) for other in found):
            found.append(candidate)
    return found


def one_trouble(one: Candidate, other: Candidate) -> bool:
    return one.clause == other.clause or are_kin(one.category, other.category)


def same_trouble(talk: Talk, candidate: Candidate) -> CaseView | None:
    """The known case that a candidate is about: the same kind at the same place, or the talk that goes on."""
    scored = [(evidence(talk, case), case) for case in talk.cases if could_be(talk, candidate, case)]
    likely = max(scored, key=lambda each: each[0], default=None)
    return likely[1] if likely is not None and likely[0] >= SURE else None


def could_be(talk: Talk, candidate: Candidate, case: CaseView) -> bool:
    """Whether nothing speaks against the case: another kind of trouble, another house, too long ago."""
    if not are_kin(candidate.category, case.category) or talk.since(case) > SAME_TROUBLE:
        return False
    place = candidate.place or next((each for each in talk.said.facts.places if each.key), None)
    if place is None or not place.key or talk.said.facts.corrected:
        return True
    return compare(place.key, key_of(talk, case)) is not Relation.DIFFERENT


def added(talk: Talk, case: CaseView) -> AddEvidence:
    """The message, with what led up to it, for the file of a case."""
    lifts = [candidate.urgency for candidate in talk.said.facts.candidates if are_kin(candidate.category, case.category)]
    urgency = max(lifts, key=Urgency.rank, default=case.urgency)
    return AddEvidence(
        case=case.id,
        messages=tuple(sorted({*earlier(talk), talk.said.ref})),
        place=better_place(talk, case),
        urgency=urgency if urgency.rank() > case.urgency.rank() else None,
        note=reason(talk, case),
        corrects=talk.said.facts.does(Act.CORRECTION) or talk.said.facts.corrected is not None,
    )
