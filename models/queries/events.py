"""The timeline of a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from models.case import Event
from models.queries.rows import to_event
from models.queries.search import words_changed
from models.status import Move
from models.tables import case, case_event


def add_event(connection: Connection, values: dict[str, Any]) -> int:
    key = connection.execute(insert(case_event).values(**values)).inserted_primary_key
    assert key is not None
    if values.get("reason"):
        words_changed(connection, values["case_id"])
    return int(key[0])


def events_of(connection: Connection, case_id: int) -> tuple[Event, ...]:
    """A case's timeline, oldest first, undone steps included."""
    query = select(case_event).where(case_event.c.case_id == case_id).order_by(case_event.c.id)
    return tuple(to_event(row) for row in connection.execute(query).mappings())


def event_numbered(connection: Connection, number: int) -> Event | None:
    row = connection.execute(select(case_event).where(case_event.c.id == number)).mappings().first()
    return to_event(row) if row is not None else None


def last_step_of(connection: Connection, staff_id: str, since: datetime) -> Event | None:
    """The newest step of a member of staff that can still be undone."""
    query = (
        select(case_event)
        .where(
            case_event.c.staff_id == staff_id,
            case_event.c.at >= since,
            case_event.c.undone_at.is_(None),
            case_event.c.before.is_not(None),
        )
        .order_by(case_event.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).mappings().first()
    return to_event(row) if row is not None else None


def staff_named_category(connection: Connection, case_id: int) -> bool:
    """Whether a member of staff has put the case under its category; words of residents move it no more then."""
    query = select(case_event.c.before).where(
        case_event.c.case_id == case_id,
        case_event.c.staff_id != "",
        case_event.c.move == Move.CORRECT,
        case_event.c.undone_at.is_(None),
    )
    return any("category" in (before or {}) for before in connection.scalars(query))


def steps_with(connection: Connection, event: Event) -> tuple[Event, ...]:
    """Every step that the same words of the same person caused: they are undone together."""
    if event.message_id is None:
        return (event,)
    query = (
        select(case_event)
        .where(
            case_event.c.message_id == event.message_id,
            case_event.c.staff_id == event.staff_id,
            case_event.c.undone_at.is_(None),
            case_event.c.before.is_not(None),
        )
        .order_by(case_event.c.id.desc())
    )
    return tuple(to_event(row) for row in connection.execute(query).mappings())


def mark_undone(connection: Connection, event_id: int, at: datetime) -> None:
    connection.execute(update(case_event).where(case_event.c.id == event_id).values(undone_at=at))


def untold_events(connection: Connection, group_id: str) -> tuple[Event, ...]:
    """Changes that a group has not heard of yet."""
    query = (
        select(case_event)
        .join(case, case.c.id == case_event.c.case_id)
        .where(
            case_event.c.public.is_(True),
            case_event.c.told_at.is_(None),
            case_event.c.undone_at.is_(None),
            case.c.group_id == group_id,
        )
        .order_by(case_event.c.id)
    )
    return tuple(to_event(row) for row in connection.execute(query).mappings())


def mark_told(connection: Connection, event_ids: list[int], at: datetime) -> None:
    connection.execute(update(case_event).where(case_event.c.id.in_(event_ids)).values(told_at=at))


def mark_heard(connection: Connection, message_id: int, at: datetime, *, but: str) -> None:
    """Changes that words in the open caused need no telling, except for one kind of move."""
    query = update(case_event).where(case_event.c.message_id == message_id, case_event.c.move != but)
    connection.execute(query.where(case_event.c.told_at.is_(None)).values(told_at=at))


def newest_dispatch(connection: Connection, case_id: int) -> Event | None:
    """The last step that sent a case to a department and was not undone."""
    query = select(case_event).where(
        case_event.c.case_id == case_id, case_event.c.move == Move.DISPATCH, case_event.c.undone_at.is_(None)
    )
    row = connection.execute(query.order_by(case_event.c.id.desc()).limit(1)).mappings().first()
    return to_event(row) if row is not None else None
