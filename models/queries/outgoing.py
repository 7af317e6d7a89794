"""What waits to be sent, what was sent, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Update, case, literal, select, update

from models.tables import group_binding, outbox, staff_binding

# Written out in the statement, so that the database sees which of its indexes fits.
QUEUED = literal("queued", literal_execute=True)
CLAIMED = literal("claimed", literal_execute=True)


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
    sealed: str | None = field(default=None, repr=False)  # the words with their numbers, for whoever has the key


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
    query = question.where(outbox.c.state == QUEUED, outbox.c.not_before <= now)
    rows = connection.execute(query.order_by(outbox.c.priority, outbox.c.id).limit(limit)).mappings()
    return [as_waiting(row, channel, row["chat"]) for row in rows]


def as_waiting(row: RowMapping, channel: str, chat: str) -> Waiting:
    values = {name: row[name] for name in _FIELDS if name not in ("channel", "chat")}
    return Waiting(**values, channel=channel, chat=chat)


def claim(connection: Connection, one: Waiting, owner: str, now: datetime) -> bool:
    """Take one message to send; False where another sender has it. The budget of its account counts it from now on."""
    query = update(outbox).where(outbox.c.id == one.id, outbox.c.state == QUEUED)
    values = {"state": "claimed", "claimed_at": now, "claimed_by": owner, "attempts": outbox.c.attempts + 1}
    return connection.execute(query.values(**values, channel=one.channel)).rowcount == 1


def renew(connection: Connection, outbox_id: int, owner: str, now: datetime) -> bool:
    """Say that the send still lasts; False where the claim was given to somebody else, or settled."""
    query = _ours(outbox_id, owner).where(outbox.c.state == CLAIMED)
    return connection.execute(query.values(claimed_at=now)).rowcount == 1


def settle(
    connection: Connection,
    outbox_id: int,
    owner: str,
    state: str,
    now: datetime,
    *,
    external_id: str = "",
    error: str = "",
    instead: str = "",
) -> bool:
    """Note how the send ended; only whoever claimed the message last knows, for all others this is False.

    `instead`: the words that went out, where they are others than those that were queued.
    """
    values: dict[str, Any] = {
        "state": state,
        "settled_at": now,
        "external_id": external_id[:128],
        "error": error[:500] or None,
    }
    if instead:
        values["text"] = instead
    if state != "uncertain":  # that one may still be sent again, with its numbers
        values["sealed"] = None
    return connection.execute(_ours(outbox_id, owner).values(**values)).rowcount == 1


def put_back(connection: Connection, outbox_id: int, owner: str, not_before: datetime, error: str) -> bool:
    """Queue a message again that did not go out, or of which that is unknown; as in `settle`, by its last claimer."""
    query = _ours(outbox_id, owner).where(outbox.c.state.in_(("claimed", "uncertain")))
    values = {"state": "queued", "not_before": not_before, "settled_at": None, "error": error[:500]}
    return connection.execute(query.values(**values)).rowcount == 1


def _ours(outbox_id: int, owner: str) -> Update:
    return update(outbox).where(outbox.c.id == outbox_id, outbox.c.claimed_by == owner)


def drop_stale(connection: Connection, now: datetime) -> int:
    """What should have gone out long ago is not said any more."""
    query = update(outbox).where(outbox.c.state == QUEUED, outbox.c.expires_at < now)
    why = case((outbox.c.error.is_(None), "too late"), else_="too late: " + outbox.c.error)
    return connection.execute(query.values(state="dropped", settled_at=now, error=why, sealed=None)).rowcount


@dataclass(frozen=True, slots=True)
class Abandoned:
    """A message whose sender stopped renewing its claim."""

    id: int
    owner: str
    audience: str
    attempts: int


def abandoned(connection: Connection, before: datetime) -> tuple[Abandoned, ...]:
    """Messages claimed or last renewed before then, and never settled."""
    query = select(outbox.c.id, outbox.c.claimed_by.label("owner"), outbox.c.audience, outbox.c.attempts)
    query = query.where(outbox.c.state == CLAIMED, outbox.c.claimed_at <= before).order_by(outbox.c.id)
    return tuple(Abandoned(**row) for row in connection.execute(query).mappings())


def end_claim(connection: Connection, one: Abandoned, before: datetime, **values: Any) -> bool:
    """Take a claim away; False where its sender renewed or settled it meanwhile. It stays noted as the last claimer."""
    query = _ours(one.id, one.owner).where(outbox.c.state == CLAIMED, outbox.c.claimed_at <= before)
    return connection.execute(query.values(**values)).rowcount == 1


def take_back(connection: Connection, event_ids: list[int], now: datetime) -> int:
    """Drop what was queued because of undone changes and is not on its way yet."""
    query = update(outbox).where(outbox.c.event_id.in_(event_ids), outbox.c.state == QUEUED)
    return connection.execute(query.values(state="dropped", settled_at=now, error="undone", sealed=None)).rowcount
