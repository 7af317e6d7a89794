"""The cases as the page shows them: where each stands, and why it exists."""

from __future__ import annotations

from collections.abc import Collection
from datetime import tzinfo
from typing import Any

from sqlalchemy import Connection, select

from handlers.actions.describe import standing_of
from handlers.messages.private.look import reasons_of
from handlers.reading.facts import Urgency
from handlers.scene import Scene
from handlers.wording import page
from handlers.wording.labels import MOVE, STATE, URGENCY, matter
from models.case import Case, Event
from models.queries.cases import cases_where
from models.queries.events import events_of
from models.queries.messages import links_of_messages
from models.status import Move
from models.tables import message

Links = dict[int, tuple[tuple[int, int], ...]]  # for each message the ids and numbers of its cases

_LISTS = ("notes", "words", "messages", "rules", "steps")
_TEXTS = ("number", "matter", "state", "state_label", "urgency", "urgency_label", "who", "due")
# What scripts fill in.
BLANK_CARD: dict[str, Any] = {
    "id": 0,
    "open": True,
    "private": False,
    "overdue": False,
    **dict.fromkeys(_TEXTS, ""),
    **{name: [] for name in _LISTS},
}


def cards_of(scene: Scene) -> list[dict[str, Any]]:
    """Every case, oldest first."""
    return [_card(scene, case) for case in cases_where(scene.connection)]


def links_of(connection: Connection, ids: Collection[int]) -> Links:
    """What messages belong to."""
    numbers = {case.id: case.number for case in cases_where(connection)}
    found = links_of_messages(connection, list(ids))
    return {number: tuple((case, numbers[case]) for case in cases) for number, cases in found.items()}


def outcomes_of(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """What was made of messages, in the words of the inbox."""
    query = select(message.c.id, message.c.outcome).where(message.c.id.in_(list(ids)))
    return {row.id: row.outcome or "" for row in connection.execute(query)}


def _card(scene: Scene, case: Case) -> dict[str, Any]:
    standing, reasons = standing_of(scene, case), reasons_of(scene, case)
    due = scene.moment.say(standing.next_at) if standing.next_at else ""
    return {
        "id": case.id,
        "number": case.number,
        "matter": matter(standing.case),
        "private": case.private,
        "state": case.state.value,
        "state_label": STATE[case.state],
        "open": case.is_open,
        "urgency": case.urgency,
        "urgency_label": URGENCY[Urgency(case.urgency)],
        "who": page.on_it(standing.department, standing.handler),
        "due": page.due_line(due, overdue=standing.overdue) if due else "",
        "overdue": standing.overdue,
        "notes": list(reasons.notes),
        "words": list(reasons.words),
        "messages": [page.quote_line(said.name, said.text) for said in reasons.messages],
        "rules": list(reasons.rules),
        "steps": [_step(scene.settings.zone, event) for event in events_of(scene.connection, case.id)],
    }


def _step(zone: tzinfo, event: Event) -> str:
    return page.step_line(event.at.astimezone(zone), MOVE[Move(event.move)], event.reason)
