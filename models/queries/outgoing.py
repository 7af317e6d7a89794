"""What waits to be sent, what was sent, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select, update

from models.tables import group_binding, outbox, staff_binding


@dataclass(frozen=True, slots=True)
class Waiting:
    """One queued message, with where it goes in the channel."""

    id: int
    audience: str
    channel: str
    chat: str
    target: str
    kind: str
    priority: int
    text: str = field(repr=False)
    photo: str | None
    case_id: int | None
    message_id: int | None
    created_at: datetime
    attempts: int


_FIELDS = tuple(Waiting.__dataclass_fields__)


def due_messages(connection: Connection, channel: str, now: datetime, limit: int = 50) -> tuple[Waiting, ...]:
    """Queued messages for people and groups that this channel reaches, most pressing first."""
    bound_group = (group_binding.c.group_id == outbox.c.target) & (group_binding.c.channel == channel)
    bound_staff = (staff_binding.c.staff_id == outbox.c.target) & (staff_binding.c.channel == channel)
    questions = (
        select(outbox, group_binding.c.chat).join(group_binding, bound_group).where(outbox.c.audience == "group"),
        select(outbox, staff_binding.c.sender.label("chat"))
        .join(staff_binding, bound_staff)
        .where(outbox.c.audience == "staff"),
        select(outbox, outbox.c.target.label("chat")).where(outbox.c.audience == "person", outbox.c.channel == channel),
    )
    waiting = [found for question in questions for found in _due(connection, question, channel, now, limit)]
    return tuple(sorted(waiting, key=lambda one: (one.priority, one.id))[:limit])


def _due(connection: Connection, question: Select[Any], channel: str, now: datetime, limit: int) -> list[Waiting]:
    query = question.where(outbox.c.state == "queued", outbox.c.not_before <= now)
    rows = connection.execute(query.order_by(outbox.c.priority, outbox.c.id).limit(limit)).mappings()
    return [Waiting(**{name: row[name] for name in _FIELDS if name != "channel"}, channel=channel) for row in rows]


def claim(connection: Connection, outbox_id: int, now: datetime) -> bool:
    """Take one message to send; False where another sender has it."""
    query = update(outbox).where(outbox.c.id == outbox_id, outbox.c.state == "queued")
    result = connection.execute(query.values(state="claimed", claimed_at=now, attempts=outbox.c.attempts + 1))
    return result.rowcount == 1


def settle(
    connection: Connection, outbox_id: int, state: str, now: datetime, *, external_id: str = "", error: str = ""
) -> None:
    connection.execute(
        update(outbox)
        .where(outbox.c.id == outbox_id)
        .values(state=state, settled_at=now, external_id=external_id[:128], error=error[:500] or None)
    )


def put_back(connection: Connection, outbox_id: int, not_before: datetime, error: str) -> None:
    values = {"state": "queued", "not_before": not_before, "error": error[:500]}
    connection.execute(update(outbox).where(outbox.c.id == outbox_id).values(**values))


def drop_stale(connection: Connection, now: datetime) -> int:
    """What should have gone out long ago is not said any more."""
    query = update(outbox).where(outbox.c.state == "queued", outbox.c.expires_at < now)
    return connection.execute(query.values(state="dropped", settled_at=now, error="too late")).rowcount


def left_claimed(connection: Connection, before: datetime) -> tuple[tuple[int, str], ...]:
    """(id, audience) of messages claimed long ago and never settled: the sender died in between."""
    query = select(outbox.c.id, outbox.c.audience)
    rows = connection.execute(query.where(outbox.c.state == "claimed", outbox.c.claimed_at <= before))
    return tuple((row.id, row.audience) for row in rows)


def posts_since(connection: Connection, target: str, since: datetime) -> int:
    """How many messages a group got since then."""
    query = select(func.count()).select_from(outbox)
    query = query.where(outbox.c.target == target, outbox.c.settled_at >= since, outbox.c.state == "sent")
    return int(connection.scalar(query) or 0)


def take_back(connection: Connection, event_ids: list[int], now: datetime) -> int:
    """Drop what was queued because of undone changes and is not on its way yet."""
    query = update(outbox).where(outbox.c.event_id.in_(event_ids), outbox.c.state == "queued")
    return connection.execute(query.values(state="dropped", settled_at=now, error="undone")).rowcount


CLAIM_LASTS = timedelta(minutes=2)  # longer than any channel's own time limit for a send
