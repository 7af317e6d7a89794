"""What residents say in words: each kind of speech in its place, together where a message does two things."""

from __future__ import annotations

from dataclasses import replace

from handlers.conversation.belonging import LINKED, SURE, best, evidence, link
from handlers.conversation.decisions import (
    AddEvidence,
    Decision,
    Ignore,
    Question,
    SaidNotResolved,
    SaidResolved,
    StatusQuery,
    Support,
    Withdraw,
)
from handlers.conversation.opening_signs import ALONE
from handlers.conversation.overlap import shared_words
from handlers.conversation.reports import added, reported
from handlers.conversation.state import CaseView
from handlers.conversation.talk import Talk
from handlers.conversation.windows import SAME_BREATH, TALK
from handlers.reading.chain import topic
from handlers.reading.facts import Act, Urgency

PLAIN = 0.75  # a question, or a "我家也是", that tells so much of the trouble itself is part of the story
JOINS = 0.5  # of link weights: "+1" means what is talked of now, on the slightest sign
OWN, KIND = 1.0, 2.0  # in link weights: what one's own case, and one of the kind that the words sound like, gain
RETOLD = 20  # characters; a status query so long tells the trouble anew
TAKES_BACK = TALK / 2  # after that "没事了" means that it is over, not that it never was
BOTH = 0.6  # a status query with so much of a fact in it is evidence too


def said_by_resident(talk: Talk) -> tuple[Decision, ...] | None:
    """The decisions for words of a resident."""
    facts = talk.said.facts
    if facts.does(Act.ADVERT):
        return (Ignore("advert"),)
    if facts.does(Act.WITHDRAWAL):
        return withdrawn(talk)
    if facts.does(Act.NOT_RESOLVED):
        return asking_too(talk, not_resolved(talk))
    if facts.does(Act.RESOLVED) and not facts.does(Act.JOKE, Act.OFFER):
        return resolved(talk)
    if facts.does(Act.SIGN_UP) or (facts.does(Act.SUPPORT) and not facts.does(Act.OFFER)):
        return asking_too(talk, supported(talk))
    if facts.does(Act.STATUS_QUERY):
        return status(talk)
    if facts.does(Act.OFFER):
        return (Ignore("offer"),)
    if facts.does(Act.THANKS) and not facts.candidates:
        return thanked(talk)
    found = reported(talk)
    if facts.does(Act.QUESTION) and not any(candidate.score >= ALONE for candidate in facts.candidates):
        sure = [each for each in found if isinstance(each, AddEvidence) and evidence_of(talk, each) >= PLAIN]
        return tuple(sure) or (Question(talk.said.ref),)
    return found


def asking_too(talk: Talk, found: tuple[Decision, ...] | None) -> tuple[Decision, ...] | None:
    """ "还没好，哪天来" and "同问几时修" ask after the matter as well."""
    if not talk.said.facts.does(Act.STATUS_QUERY):
        return found
    case = best(talk, talk.cases)
    told = tuple(each for each in found or () if not isinstance(each, (Ignore, StatusQuery)))
    return (StatusQuery(case.id if case else None, talk.said.ref), *told)


def evidence_of(talk: Talk, decision: AddEvidence) -> float:
    return max((evidence(talk, case) for case in talk.cases if case.id == decision.case), default=0.0)


def withdrawn(talk: Talk) -> tuple[Decision, ...] | None:
    """The reporter takes it back; another's "没事了" is talk, and one with a fact in it is a fact.

    An emergency that is said to be over is only said to be over: somebody looks before it is closed.
    """
    facts = talk.said.facts
    case = best(talk, [case for case in talk.cases if talk.said.sender in case.reporters])
    if case is None:
        return (Ignore("nothing to take back"),)
    if any(place.key for place in facts.places) or facts.candidates:
        return reported(talk)
    if case.urgency is Urgency.EMERGENCY:
        return (SaidResolved(case.id, talk.said.ref),)
    lately = any(case.id in said.cases and talk.ago(said) <= TAKES_BACK for said in talk.own)
    return (Withdraw(case.id, talk.said.ref),) if lately else (Ignore("too late to take back"),)


def not_resolved(talk: Talk) -> tuple[Decision, ...] | None:
    """ "还没好": reopens a closed case, and is evidence either way."""
    case = best(talk, talk.cases)
    if case is None:
        return reported(talk)
    told: tuple[Decision, ...] = (added(talk, case),) if evidence(talk, case) >= SURE else ()
    return (SaidNotResolved(case.id, talk.said.ref), *told)


def resolved(talk: Talk) -> tuple[Decision, ...]:
    case = max(talk.cases, key=lambda case: over(talk, case), default=None)
    case = case if case is not None and over(talk, case) >= LINKED else None
    told: tuple[Decision, ...] = (added(talk, case),) if case and evidence(talk, case) >= BOTH else ()
    return (SaidResolved(case.id if case else None, talk.said.ref), *told)


def over(talk: Talk, case: CaseView) -> float:
    """How surely "修好了" means the case: people tell of their own, and in words of its kind."""
    own = OWN if talk.said.sender in case.reporters else 0.0
    return link(talk, case) + own + KIND * talk.kinds.get(case.category, 0.0)


def thanked(talk: Talk) -> tuple[Decision, ...]:
    """Thanks count once somebody said that the work is done, and a reporter's own after a while."""
    done = [case for case in talk.cases if is_done(talk, case) or has_waited(talk, case)]
    case = best(talk, done)
    return (SaidResolved(case.id, talk.said.ref),) if case else (Ignore("thanks"),)


def is_done(talk: Talk, case: CaseView) -> bool:
    return not case.is_open or any(said.facts.does(Act.RESOLVED) for said in talk.tied(case))


def has_waited(talk: Talk, case: CaseView) -> bool:
    """Whether a reporter speaks after a silence: a promise is thanked for at once, work when it shows."""
    return talk.said.sender in case.reporters and talk.since(case) >= SAME_BREATH


def status(talk: Talk) -> tuple[Decision, ...]:
    """A question after the progress of a case, perhaps with a new fact in it or with the trouble told anew."""
    case = best(talk, talk.cases)
    query = StatusQuery(case.id if case else None, talk.said.ref)
    if talk.said.facts.candidates:
        found = reported(talk)
        opens = len(talk.said.facts.text) >= RETOLD
        return (query, *(each for each in found if opens or isinstance(each, AddEvidence)))
    if case is not None and evidence(talk, case) >= BOTH:
        return (query, added(talk, case))
    return (query,)


def supported(talk: Talk) -> tuple[Decision, ...] | None:
    """ "+1" for the case that is talked of; with a fact of its own it is evidence."""
    case = supported_case(talk)
    facts = talk.said.facts
    if facts.candidates and (case is None or facts.does(Act.DETAIL)):
        return reported(talk)
    if case is None or (facts.does(Act.SIGN_UP) and not signs_for(talk, case)):
        return (Ignore("supports nothing known"),)
    if not facts.does(Act.SIGN_UP) and evidence(talk, case) >= PLAIN:
        return (added(talk, case),)
    if talk.said.sender not in case.reporters or spoke_last(talk, case) not in {talk.said.sender, ""}:
        return (Support(case.id, talk.said.ref),)
    if facts.does(Act.SIGN_UP):
        return (added(talk, case),)  # the reporter's own list
    return (Ignore("supports himself"),)


def signs_for(talk: Talk, case: CaseView) -> bool:
    """Whether the head of a list is about the case; the entries below are numbers, which chance may share."""
    head = replace(talk.said.facts, text=topic(talk.said.facts.text))
    return shared_words(talk.recent, replace(talk.said, facts=head), case) > 0


def spoke_last(talk: Talk, case: CaseView) -> str:
    """Who spoke of the case last; a reporter may well support what another asks for."""
    return next((said.sender for said in reversed(talk.tied(case)) if not said.is_staff), "")


def supported_case(talk: Talk) -> CaseView | None:
    """The case of another that was talked of last, unless words or a quote point elsewhere."""
    others = [case for case in talk.cases if talk.said.sender not in case.reporters]
    mine = [case for case in talk.cases if talk.said.sender in case.reporters]
    return best(talk, others, least=JOINS) or best(talk, mine, least=JOINS)
