"""What decisions make of a group's state: the in-memory twin of what the actions write to the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from handlers.conversation import decisions as d
from handlers.conversation.state import CaseView, GroupState, Said
from handlers.conversation.windows import KEEP
from handlers.reading.cadre_reply import Verb
from handlers.reading.facts import Urgency

ENDINGS = frozenset({Verb.CLOSE, Verb.CANNOT, Verb.NOT_A_CASE})


def apply(
    state: GroupState, said: Said, decisions: Iterable[d.Decision], *, private: Collection[str] = ()
) -> GroupState:
    """The state after a message and its decisions. New cases get the next free id, which is their number too."""
    recent = {each.ref: each for each in (*state.recent[-KEEP + 1 :], said)}
    cases = {case.id: case for case in state.cases}
    for decision in decisions:
        if isinstance(decision, d.OpenCase):
            case = opened(decision, max(cases, default=0) + 1, recent, said, private)
            cases[case.id] = case
            tie(recent, case.id, (*decision.messages, *decision.supporters))
        elif isinstance(decision, d.Hold):
            hold(recent, decision.messages)
        else:
            change(cases, recent, said, decision)
    return GroupState(tuple(recent.values()), tuple(cases.values()))


def opened(
    decision: d.OpenCase, number: int, recent: dict[int, Said], said: Said, private: Collection[str]
) -> CaseView:
    """The new case as the next decision will see it."""
    return CaseView(
        id=number,
        number=number,
        category=decision.category,
        place=decision.place,
        urgency=decision.urgency,
        kind=decision.kind,
        private=decision.category in private,
        is_open=True,
        opened_at=said.at,
        last_at=said.at,
        reporters=senders(recent, decision.messages),
        supporters=senders(recent, decision.supporters),
        messages=tuple(sorted(decision.messages)),
    )


def change(cases: dict[int, CaseView], recent: dict[int, Said], said: Said, decision: d.Decision) -> None:
    """One decision about a case that exists already; others change nothing."""
    case = cases.get(getattr(decision, "case", None) or 0)
    if case is None:
        return
    tie(recent, case.id, getattr(decision, "messages", ()) or (said.ref,))
    case = replace(case, last_at=max(case.last_at, said.at))
    if isinstance(decision, d.AddEvidence):
        case = with_evidence(case, decision, recent)
    elif isinstance(decision, d.Support):
        case = replace(case, supporters=case.supporters | {said.sender})
    elif isinstance(decision, d.SaidNotResolved):
        case = replace(case, is_open=True, closed_at=None)
    elif isinstance(decision, d.Withdraw) or (isinstance(decision, d.PublicWork) and decision.reply.verb in ENDINGS):
        case = ended(case, said.at)
    cases[case.id] = case


def with_evidence(case: CaseView, decision: d.AddEvidence, recent: dict[int, Said]) -> CaseView:
    return replace(
        case,
        messages=tuple(sorted({*case.messages, *decision.messages})),
        reporters=case.reporters | senders(recent, decision.messages),
        place=case.place if decision.place is None else decision.place,
        category=decision.category or case.category,
        urgency=max(case.urgency, decision.urgency or case.urgency, key=Urgency.rank),
        kind=decision.kind or case.kind,
    )


def ended(case: CaseView, at: datetime) -> CaseView:
    return replace(case, is_open=False, closed_at=at)


def tie(recent: dict[int, Said], case: int, refs: Iterable[int]) -> None:
    """Note at messages that they belong to a case."""
    for ref in refs:
        said = recent.get(ref)
        if said and case not in said.cases:
            recent[ref] = replace(said, cases=(*said.cases, case), held=False)


def hold(recent: dict[int, Said], refs: Iterable[int]) -> None:
    for ref in refs:
        if ref in recent:
            recent[ref] = replace(recent[ref], held=True)


def senders(recent: dict[int, Said], refs: Iterable[int]) -> frozenset[str]:
    return frozenset(recent[ref].sender for ref in refs if ref in recent)
