"""Which systems want to be told of changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Select, insert, select, update

from models.queries.api_keys import ApiKey
from models.tables import api_key, webhook

OPENED, MOVED, CLOSED = "case.opened", "case.moved", "case.closed"
REOPENED, CORRECTED, UNDONE = "case.reopened", "case.corrected", "case.undone"


@dataclass(frozen=True, slots=True)
class Webhook:
    """One subscription; models/tables/api.py says what each column means."""

    id: int
    key_id: int
    url: str
    events: list[str]
    sealed: str = field(repr=False)
    made_at: datetime
    ended_at: datetime | None = None


def add_webhook(connection: Connection, wanted: Webhook) -> int:
    """The number of the new one; the one that `wanted` bears does not count."""
    values = {name: getattr(wanted, name) for name in Webhook.__slots__ if name != "id"}
    made = connection.execute(insert(webhook).values(**values)).inserted_primary_key
    assert made is not None
    return int(made[0])


def webhooks_of(connection: Connection, key_id: int) -> tuple[Webhook, ...]:
    """Those of a key that have not ended, oldest first."""
    query = select(webhook).where(webhook.c.key_id == key_id, webhook.c.ended_at.is_(None)).order_by(webhook.c.id)
    return tuple(Webhook(**row) for row in connection.execute(query).mappings())


def live_webhooks(connection: Connection, number: int | None = None) -> tuple[tuple[Webhook, ApiKey], ...]:
    """Every subscription, or one, that has not ended and whose key was not revoked."""
    query = _live() if number is None else _live().where(webhook.c.id == number)
    names = [name for name in ApiKey.__slots__ if name not in ("id", "made_at")]
    found = []
    for row in connection.execute(query).mappings():
        key = ApiKey(id=row["key_id"], made_at=row["made_at"], **{name: row[name] for name in names})
        found.append((Webhook(**{name: row[name] for name in Webhook.__slots__}), key))
    return tuple(found)


def _live() -> Select[tuple[object, ...]]:
    rights = [api_key.c[name] for name in ApiKey.__slots__ if name not in ("id", "made_at")]
    query = select(webhook, *rights).join(api_key, api_key.c.id == webhook.c.key_id)
    return query.where(webhook.c.ended_at.is_(None), api_key.c.revoked_at.is_(None)).order_by(webhook.c.id)


def end_webhook(connection: Connection, number: int, at: datetime) -> None:
    connection.execute(update(webhook).where(webhook.c.id == number).values(ended_at=at))
