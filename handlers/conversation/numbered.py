"""Messages that name a case by its number: "查 6号", "6号没好", "6号修好了"."""

from __future__ import annotations

from handlers.conversation.decisions import Decision, Rated, SaidNotResolved, SaidResolved, StatusQuery, Withdraw
from handlers.conversation.state import CaseView
from handlers.conversation.talk import Talk
from handlers.reading.facts import Act


def about_number(talk: Talk) -> tuple[Decision, ...] | None:
    """What a resident says of a numbered case; a number that is no case of the group is asked after."""
    facts = talk.said.facts
    if not facts.case_numbers or talk.said.is_staff:
        return None
    by_number = {case.number: case for case in talk.state.cases}
    known = [by_number[number] for number in facts.case_numbers if number in by_number]
    if not known:
        return (StatusQuery(None, talk.said.ref, direct=True),) if facts.does(Act.STATUS_QUERY) else None
    return tuple(about(talk, case) for case in known)


def about(talk: Talk, case: CaseView) -> Decision:
    facts = talk.said.facts
    if facts.does(Act.NOT_RESOLVED):
        return SaidNotResolved(case.id, talk.said.ref)
    if facts.score is not None:
        return Rated(case.id, talk.said.ref, facts.score)
    if facts.does(Act.WITHDRAWAL) and talk.said.sender in case.reporters:
        return Withdraw(case.id, talk.said.ref)
    if facts.does(Act.RESOLVED, Act.THANKS):
        return SaidResolved(case.id, talk.said.ref)
    return StatusQuery(case.id, talk.said.ref, direct=True)
