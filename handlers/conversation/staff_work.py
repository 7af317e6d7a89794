"""What staff writes in the open: notices, work done or promised, questions back."""

from __future__ import annotations

from dataclasses import replace

from handlers.conversation.decisions import AddEvidence, Decision, Ignore, Notice, PublicWork
from handlers.conversation.state import CaseView
from handlers.conversation.take_up import take_up
from handlers.conversation.talk import Talk
from handlers.conversation.topics import topic
from handlers.conversation.where import staff_place
from handlers.reading.cadre_reply import CadreReply, Verb, parse_cadre_reply
from handlers.reading.facts import Act

OPEN_VERBS = frozenset(
    {Verb.ACCEPT, Verb.CONTACTED, Verb.PROMISE, Verb.PROGRESS, Verb.CLOSE, Verb.NOT_OURS, Verb.TRANSFER}
)


def said_by_staff(talk: Talk) -> tuple[Decision, ...] | None:
    """A notice, work on a case, or nothing that changes a case; None for residents."""
    if not talk.said.is_staff:
        return None
    if talk.said.facts.does(Act.NOTICE):
        return (Notice(talk.said.ref),)
    fresh = take_up(talk)
    if fresh is not None:
        return (replace(fresh, work=work_reply(talk)),)
    meant = [case for case in talk.cases if case.id in topic(talk, talk.said)]
    if not talk.said.facts.does(Act.WORK, Act.RESOLVED):
        return placed(talk, meant) or (Ignore("staff talk"),)
    if not meant:
        return (Ignore("work on nothing known"),)
    reply = work_reply(talk)
    work = [PublicWork(case.id, talk.said.ref, reply) for case in meant]
    return (*work, *placed(talk, meant))


def work_reply(talk: Talk) -> CadreReply:
    """How the words read as an answer about a case. In the open only work is taken; an order is a private matter."""
    reply = parse_cadre_reply(
        talk.said.facts.text,
        now=talk.said.at,
        departments=talk.departments,
        open_numbers=[case.number for case in talk.cases],
    )
    if reply.verb in OPEN_VERBS:
        return reply
    return CadreReply(Verb.PROGRESS if talk.said.facts.does(Act.WORK) else Verb.ACCEPT, talk.said.facts.text)


def placed(talk: Talk, meant: list[CaseView]) -> tuple[Decision, ...]:
    """The place that staff names, for a case whose place nobody has told yet."""
    if len(meant) != 1:
        return ()
    place = staff_place(talk, meant[0])
    return (AddEvidence(meant[0].id, (), place=place),) if place else ()
