"""What is on its way to other systems and departments: in the order of each case, claimed by one sender at a time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Update, and_, delete, func, literal, select, tuple_, update

from models.queries.messages import insert_or_ignore
from models.tables import delivery

# Written out in the statement, so that the database sees which of its indexes fits.
QUEUED = literal("queued", literal_execute=True)
CLAIMED = literal("claimed", literal_execute=True)
WEBHOOK, DEPARTMENT = "webhook", "department"
DISPATCH, REMINDER, WITHDRAWN = "dispatch", "reminder", "withdrawn"  # what a department is told of


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing to be told; models/tables/api.py says what each column means."""

    id: int
    dedupe: str
    audience: str
    target: str
    kind: str
    case_id: int
    event_id: int
    text: str = field(repr=False)
    state: str
    attempts: int
    created_at: datetime
    not_before: datetime
    settled_at: datetime | None
    error: str | None


_COLUMNS = tuple(delivery.c[name] for name in Delivery.__slots__)


def queue_delivery(connection: Connection, now: datetime, **values: Any) -> None:
    """One row; the same `dedupe` twice is one."""
    row = {"state": "queued", "attempts": 0, "created_at": now, "not_before": now, "text": "", **values}
    connection.execute(insert_or_ignore(connection, delivery).values(**row))


def due_deliveries(
    connection: Connection, now: datetime, busy: Collection[tuple[str, str]], limit: int = 200
) -> tuple[Delivery, ...]:
    """What may go now, oldest first: nothing before an earlier change of the same case, nothing to who is busy."""
    earlier = delivery.alias("earlier")
    waits = select(earlier.c.id).where(
        earlier.c.case_id == delivery.c.case_id,
        earlier.c.settled_at.is_(None),
        earlier.c.audience == delivery.c.audience,
        earlier.c.target == delivery.c.target,
        earlier.c.id < delivery.c.id,
    )
    query = select(*_COLUMNS).where(delivery.c.state == QUEUED, delivery.c.not_before <= now, ~waits.exists())
    if busy:
        query = query.where(tuple_(delivery.c.audience, delivery.c.target).not_in(list(busy)))
    rows = connection.execute(query.order_by(delivery.c.id).limit(limit)).mappings()
    return tuple(Delivery(**row) for row in rows)


def claim_delivery(connection: Connection, number: int, owner: str, now: datetime) -> bool:
    """False where another sender has it."""
    query = update(delivery).where(delivery.c.id == number, delivery.c.state == QUEUED)
    values = {"state": "claimed", "claimed_at": now, "claimed_by": owner, "attempts": delivery.c.attempts + 1}
    return connection.execute(query.values(**values)).rowcount == 1


def settle_delivery(
    connection: Connection, number: int, owner: str, state: str, now: datetime, error: str = ""
) -> None:
    """How it ended; the words go, whatever the end."""
    values = {"state": state, "settled_at": now, "error": error[:300] or None, "text": ""}
    connection.execute(_ours(number, owner).values(**values))


def put_back_delivery(connection: Connection, number: int, owner: str, not_before: datetime, error: str) -> None:
    values = {"state": "queued", "not_before": not_before, "error": error[:300]}
    connection.execute(_ours(number, owner).values(**values))


def _ours(number: int, owner: str) -> Update:
    return update(delivery).where(delivery.c.id == number, delivery.c.claimed_by == owner, delivery.c.state == CLAIMED)


def free_abandoned(connection: Connection, before: datetime) -> int:
    """What a sender claimed before then and never settled is tried again: receivers know a repeat by its id."""
    query = update(delivery).where(delivery.c.state == CLAIMED, delivery.c.claimed_at < before)
    return connection.execute(query.values(state="queued", error="outcome unknown, repeated")).rowcount


def abandoned_deliveries(connection: Connection, before: datetime) -> int:
    query = select(func.count()).where(delivery.c.state == CLAIMED, delivery.c.claimed_at < before)
    return int(connection.scalar(query) or 0)


def drop_deliveries(connection: Connection, now: datetime, **where: Any) -> int:
    """What waits and is of no use any more."""
    these = and_(*(delivery.c[name] == value for name, value in where.items()))
    query = update(delivery).where(these, delivery.c.state == QUEUED)
    return connection.execute(query.values(state="dropped", settled_at=now, text="")).rowcount


def drop_all_deliveries(connection: Connection, now: datetime) -> int:
    """Of a restored database: what waited then is told long ago, or is not true any more."""
    query = update(delivery).where(delivery.c.settled_at.is_(None))
    return connection.execute(query.values(state="dropped", settled_at=now, error="restored", text="")).rowcount


def delete_deliveries(connection: Connection, before: datetime) -> None:
    """What was settled before then."""
    connection.execute(delete(delivery).where(delivery.c.settled_at < before))


@dataclass(frozen=True, slots=True)
class DeliveryStanding:
    """What waits, since when the oldest of it, and how many were given up since a moment."""

    waiting: int
    oldest: datetime | None
    dead: int


def delivery_standing(connection: Connection, since: datetime) -> DeliveryStanding:
    waits = select(func.count(), func.min(delivery.c.created_at)).where(delivery.c.settled_at.is_(None))
    dead = select(func.count()).where(delivery.c.state == "dead", delivery.c.settled_at >= since)
    row = connection.execute(waits).one()
    return DeliveryStanding(row[0], row[1], int(connection.scalar(dead) or 0))


def told_of(connection: Connection, department: str, case_id: int) -> int | None:
    """The dispatch of a case that a department heard, or may have heard of last."""
    query = select(delivery.c.event_id).where(
        delivery.c.audience == DEPARTMENT,
        delivery.c.target == department,
        delivery.c.case_id == case_id,
        delivery.c.kind == DISPATCH,
        delivery.c.state != "dropped",
    )
    event_id: int | None = connection.scalar(query.order_by(delivery.c.id.desc()).limit(1))
    return event_id


def newest_deliveries(connection: Connection, audience: str, target: str, limit: int) -> tuple[Delivery, ...]:
    query = select(*_COLUMNS).where(delivery.c.audience == audience, delivery.c.target == target)
    rows = connection.execute(query.order_by(delivery.c.id.desc()).limit(limit)).mappings()
    return tuple(Delivery(**row) for row in rows)
