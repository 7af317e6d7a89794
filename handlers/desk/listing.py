"""A page of a list of cases, newest first. What may only be known to exist has neither words nor a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from handlers.actions.describe import department_of
from handlers.desk.asked import Asked, condition_of
from handlers.desk.sight import is_hidden
from handlers.reading.facts import Urgency
from handlers.scene import Scene
from handlers.wording.desk import PRIVATE
from handlers.wording.labels import STATE, URGENCY
from models.case import Case
from models.queries.behind import Condition
from models.queries.rows import to_case
from models.queries.tallies import count
from models.settings import StaffSettings
from models.tables import case

PAGE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of a list. `id` 0: a case that may only be counted."""

    id: int
    number: int
    matter: str
    place: str
    grid: str
    holder: str
    department: str
    state: str
    urgency: str
    urgency_code: str
    opened_at: datetime
    due: datetime | None
    overdue: bool
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Listing:
    """`following` is the key after which the next page begins; 0 on the last page."""

    rows: tuple[Shown, ...]
    total: int
    following: int


def listing(scene: Scene, staff: StaffSettings, asked: Asked, after: int = 0, limit: int = PAGE) -> Listing:
    """The cases that are asked for, below the key of the page before."""
    where = condition_of(scene, staff, asked)
    found = _page(scene, where, after, limit + 1)
    rows = tuple(shown(scene, staff, one) for one in found[:limit])
    more = len(found) > limit
    whole = count(scene.connection, where) if more or after else len(found)
    return Listing(rows, whole, found[limit - 1].id if more else 0)


def first_of(scene: Scene, staff: StaffSettings, asked: Asked, limit: int) -> tuple[Shown, ...]:
    """The newest few, without counting the rest."""
    return tuple(shown(scene, staff, one) for one in _page(scene, condition_of(scene, staff, asked), 0, limit))


def shown(scene: Scene, staff: StaffSettings, one: Case) -> Shown:
    hidden = is_hidden(scene.settings, staff, one)
    due = one.answer_due if one.answered_at is None else one.work_due
    return Shown(
        id=0 if hidden else one.id,
        number=0 if hidden else one.number,
        matter=PRIVATE if hidden else scene.house.label(one.category),
        place="" if hidden else one.place,
        grid=name_of_node(scene, one.grid),
        holder=name_of_node(scene, one.holder),
        department="" if hidden else department_of(scene, one),
        state=STATE[one.state],
        urgency=URGENCY[Urgency(one.urgency)],
        urgency_code=one.urgency,
        opened_at=one.opened_at,
        due=due if one.is_open else None,
        overdue=one.is_open and due < scene.now,
        closed_at=one.closed_at,
    )


def name_of_node(scene: Scene, node: str) -> str:
    """Its name; a node that left the configuration keeps its id."""
    known = scene.settings.nodes.get(node)
    return known.name if known else node


def _page(scene: Scene, where: Condition, after: int, limit: int) -> Sequence[Case]:
    query = select(case).where(where)
    if after:
        query = query.where(case.c.id < after)
    rows = scene.connection.execute(query.order_by(case.c.id.desc()).limit(limit)).mappings()
    return [to_case(row) for row in rows]
