"""Put a group's state together from what is stored."""

from __future__ import annotations

from datetime import timedelta

from handlers.actions.held import is_waiting
from handlers.actions.open_case import Origin
from handlers.conversation.state import CaseView, GroupState, Said
from handlers.reading.facts import CaseKind, Urgency
from handlers.scene import Scene
from models.case import Case, Message
from models.messages import MessageKind, Quote
from models.queries.cases import recent_cases_of
from models.queries.messages import (
    evidence_of_cases,
    links_of_messages,
    people_of_cases,
    recent_before,
)

# Long enough for a matter that comes up again the next day; the count bounds the work for one message.
RECENT = timedelta(hours=36)
RECENT_MESSAGES = 80
ENDED_CASES = timedelta(days=4)  # a little more than the window for reopening


def load_state(scene: Scene, origin: Origin, before: Message) -> GroupState:
    """The group as it stood before a message: its recent messages, and the cases of its grid.

    Cases of the whole grid, because neighbours in two groups report the same trouble. A forwarded record has no
    group: its own lines are the conversation.
    """
    connection = scene.connection
    recent = recent_before(connection, before, before.sent_at - RECENT, RECENT_MESSAGES)
    links = links_of_messages(connection, [message.id for message in recent])
    said = tuple(as_said(scene, origin.grid, message, links.get(message.id, ())) for message in recent)
    cases = recent_cases_of(connection, origin.grid, scene.now - ENDED_CASES)
    return GroupState(said, as_views(scene, cases))


def as_said(scene: Scene, grid: str, message: Message, cases: tuple[int, ...] = ()) -> Said:
    """A stored message with what is read from it."""
    kind = MessageKind(message.kind)
    is_staff = message.staff_id is not None
    quote = None
    if message.quote_name is not None:
        quote = Quote(message.quote_name, message.quote_text or "", message.quote_id or "")
    return Said(
        ref=message.id,
        at=message.sent_at,
        sender=message.sender,
        sender_name=message.sender_name,
        is_staff=is_staff,
        kind=kind,
        facts=scene.house.read(grid, message.text, is_staff, kind),
        is_bot=message.is_bot,
        quote=quote,
        photo=message.photo or "",
        cases=cases,
        held=is_waiting(message),
    )


def as_views(scene: Scene, cases: tuple[Case, ...]) -> tuple[CaseView, ...]:
    ids = [case.id for case in cases]
    people = people_of_cases(scene.connection, ids)
    evidence = evidence_of_cases(scene.connection, ids)
    return tuple(
        CaseView(
            id=case.id,
            number=case.number,
            category=case.category,
            place=case.place,
            urgency=Urgency(case.urgency),
            kind=CaseKind(case.kind),
            private=case.private,
            is_open=case.is_open,
            opened_at=case.opened_at,
            last_at=case.updated_at,
            closed_at=case.closed_at,
            reporters=people.get(case.id, {}).get("reporter", frozenset()),
            supporters=people.get(case.id, {}).get("supporter", frozenset()),
            messages=evidence.get(case.id, ()),
            asked_satisfaction_at=case.asked_satisfaction_at,
        )
        for case in cases
    )
