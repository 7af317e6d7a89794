"""Messages that could not be handled: which they are, why, and how one is given another try."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, update

from models.queries.messages import MOST_TRIES
from models.tables import message


@dataclass(frozen=True, slots=True)
class Aside:
    """One message that was set aside. `text` and `sender_name` are a resident's own and shown only to who asks."""

    id: int
    received_at: datetime
    channel: str
    group_id: str | None
    kind: str
    failure: str
    sender_name: str = field(repr=False)
    text: str = field(repr=False)


def messages_aside(connection: Connection, limit: int = 200) -> tuple[Aside, ...]:
    """What is set aside, oldest first."""
    columns = [message.c[name] for name in Aside.__dataclass_fields__]
    rows = connection.execute(select(*columns).where(*_aside()).order_by(message.c.id).limit(limit)).mappings()
    return tuple(Aside(**{**row, "failure": row["failure"] or "reason unknown"}) for row in rows)


def try_again(connection: Connection, ids: Collection[int]) -> tuple[int, ...]:
    """Let messages wait to be handled once more; the ids of those that were aside. The old reason stays until then."""
    found = tuple(connection.scalars(select(message.c.id).where(message.c.id.in_(list(ids)), *_aside())))
    connection.execute(update(message).where(message.c.id.in_(found)).values(attempts=0))
    return found


def _aside() -> tuple[ColumnElement[bool], ...]:
    return message.c.handled_at.is_(None), message.c.attempts >= MOST_TRIES
