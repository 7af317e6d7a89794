"""Reports and details: does the message belong to a case that is known, or does it open one? Pure."""

from __future__ import annotations

from handlers.conversation.belonging import SURE, evidence, may_belong, reason
from handlers.conversation.category import better_category, told_of
from handlers.conversation.decisions import AddEvidence, Decision, OpenCase
from handlers.conversation.gather import earlier
from handlers.conversation.joined import told_in_pieces
from handlers.conversation.kin import are_kin
from handlers.conversation.likely_kind import by_likeness
from handlers.conversation.opening_signs import ALONE
from handlers.conversation.openings import OPENS, chance, open_or_hold, opened
from handlers.conversation.signs import relation
from handlers.conversation.state import CaseView
from handlers.conversation.talk import Talk
from handlers.conversation.topics import key_of
from handlers.conversation.urgency import urgency_of
from handlers.conversation.where import better_place
from handlers.conversation.windows import SAME_TROUBLE, TODAY
from handlers.reading.facts import Act, Candidate, Urgency
from handlers.reading.particulars import Particular, particulars
from handlers.reading.place_key import Relation, compare
from handlers.wording import belonging as reasons

ALIKE = 0.6  # a kind of trouble that is only mixed up with the case's must hang together with it more surely


def reported(talk: Talk) -> tuple[Decision, ...]:
    """Evidence for the cases that the message belongs to, and new cases for the troubles that are new."""
    taken: list[CaseView] = []
    new: list[Decision] = []
    for candidate in distinct(talk):
        case = same_trouble(talk, candidate)
        if case is None:
            new += filter(None, (open_or_hold(talk, candidate),))
        elif is_told_again(talk, candidate, case) or evidence(talk, case) >= SURE:
            taken.append(case)
    fresh = [decision for decision in new if isinstance(decision, OpenCase)]
    if taken or fresh:
        return (*(added(talk, case) for case in dict.fromkeys(taken)), *fresh)
    return spoken_on(talk) or in_pieces(talk) or tuple(new) or unnamed(talk)


def unnamed(talk: Talk) -> tuple[Decision, ...]:
    """A case that no rule knows, where the words resemble other reports."""
    candidate = by_likeness(talk)
    if candidate is None or same_trouble(talk, candidate):
        return ()
    decision = open_or_hold(talk, candidate)
    return (decision,) if decision else ()


def in_pieces(talk: Talk) -> tuple[Decision, ...]:
    """A case that only several messages of the speaker tell together."""
    told = told_in_pieces(talk)
    if told is None or told[1].score < ALONE or same_trouble(talk, told[1]):
        return ()
    sure = chance(talk, told[1])
    return (opened(talk, told[1], told[0], reasons.EARLIER_WORDS, sure),) if sure >= OPENS else ()


def is_told_again(talk: Talk, candidate: Candidate, case: CaseView) -> bool:
    """The same kind of trouble at the same place needs no other sign, whoever tells it and however much later."""
    same = candidate.category == case.category and candidate.score >= ALONE
    return same and where(talk, candidate, case) in {Relation.SAME, Relation.NEAR}


def spoken_on(talk: Talk) -> tuple[Decision, ...]:
    """The message as one more word in the thread of the case it hangs together with best."""
    meant = [case for case in talk.cases if may_belong(talk, case)]
    likely = max(meant, key=lambda case: evidence(talk, case), default=None)
    return (added(talk, likely),) if likely is not None and evidence(talk, likely) >= SURE else ()


def distinct(talk: Talk) -> list[Candidate]:
    """One candidate for each separate trouble. A second one needs its own clause, and a place or "另外" with it."""
    found: list[Candidate] = []
    shift = Particular.SHIFT in particulars(talk.said.facts.text)
    for candidate in talk.said.facts.candidates:
        apart = shift or (candidate.place is not None and bool(candidate.place.key))
        if not found or (
            candidate.score >= ALONE and apart and not any(one_trouble(candidate, each) for each in found)
        ):
            found.append(candidate)
    return found


def one_trouble(one: Candidate, other: Candidate) -> bool:
    return one.clause == other.clause or are_kin(one.category, other.category)


def same_trouble(talk: Talk, candidate: Candidate) -> CaseView | None:
    """The known case that a candidate is about: the same kind at the same place, or the talk that goes on."""
    meant = [case for case in talk.cases if is_same(talk, candidate, case)]
    return max(meant, key=lambda case: evidence(talk, case), default=None)


def is_same(talk: Talk, candidate: Candidate, case: CaseView) -> bool:
    """Whether the candidate is the case's own trouble again."""
    if not are_kin(candidate.category, case.category) or talk.since(case) > SAME_TROUBLE:
        return False
    at = where(talk, candidate, case)
    if at is Relation.DIFFERENT and not talk.said.facts.corrected:
        return False
    if candidate.category != case.category:
        return not is_new_danger(candidate, case) and evidence(talk, case) >= ALIKE
    return at is not Relation.UNKNOWN or talk.is_participant(case) or talk.since(case) <= TODAY


def is_new_danger(candidate: Candidate, case: CaseView) -> bool:
    """Whether life is at stake all at once, beside a known trouble that is of another kind and was no emergency."""
    return candidate.urgency is Urgency.EMERGENCY and case.urgency is not Urgency.EMERGENCY


def where(talk: Talk, candidate: Candidate, case: CaseView) -> Relation:
    """How the place of a candidate lies to the case's."""
    if candidate.place is not None and candidate.place.key:
        return compare(candidate.place.key, key_of(talk, case))
    return relation(talk, case)


def added(talk: Talk, case: CaseView) -> AddEvidence:
    """The message, with what led up to it, for the file of a case."""
    category = better_category(talk, case)
    urgency = urgency_of(talk, category or case.category, told_of(talk, case))
    return AddEvidence(
        case=case.id,
        messages=tuple(sorted({*earlier(talk), talk.said.ref})),
        place=better_place(talk, case),
        category=category,
        urgency=urgency if urgency.rank() > case.urgency.rank() else None,
        note=reason(talk, case),
        corrects=talk.said.facts.does(Act.CORRECTION) or talk.said.facts.corrected is not None,
    )
