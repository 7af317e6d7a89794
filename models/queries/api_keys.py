"""The keys of other systems, and what they reported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from models.tables import api_key, api_report


@dataclass(frozen=True, slots=True)
class ApiKey:
    """What a system may do; models/tables/api.py says what each column means."""

    id: int
    name: str
    scope: str
    node: str
    private: bool
    words: bool
    made_at: datetime
    revoked_at: datetime | None = None

    @property
    def writes(self) -> bool:
        return self.scope == "write"

    @property
    def who(self) -> str:
        """As the audit names it."""
        return f"api:{self.id}"


_COLUMNS = tuple(api_key.c[name] for name in ApiKey.__slots__)


def add_key(connection: Connection, key_hash: str, key: ApiKey) -> int:
    """The number of the new key; the one that `key` bears does not count."""
    values = {name: getattr(key, name) for name in ApiKey.__slots__ if name != "id"}
    made = connection.execute(insert(api_key).values(**values, key_hash=key_hash)).inserted_primary_key
    assert made is not None
    return int(made[0])


def key_with(connection: Connection, key_hash: str) -> ApiKey | None:
    """The key, unless it was revoked."""
    query = select(*_COLUMNS).where(api_key.c.key_hash == key_hash, api_key.c.revoked_at.is_(None))
    row = connection.execute(query).mappings().first()
    return ApiKey(**row) if row is not None else None


def key_numbered(connection: Connection, number: int) -> ApiKey | None:
    """The key, revoked or not."""
    row = connection.execute(select(*_COLUMNS).where(api_key.c.id == number)).mappings().first()
    return ApiKey(**row) if row is not None else None


def all_keys(connection: Connection) -> tuple[ApiKey, ...]:
    return tuple(ApiKey(**row) for row in connection.execute(select(*_COLUMNS).order_by(api_key.c.id)).mappings())


def revoke_key(connection: Connection, number: int, at: datetime) -> bool:
    """False where there is no such key, or it was revoked before."""
    query = update(api_key).where(api_key.c.id == number, api_key.c.revoked_at.is_(None))
    return connection.execute(query.values(revoked_at=at)).rowcount == 1


@dataclass(frozen=True, slots=True)
class Reported:
    """Which case a report became, and by which system."""

    case_id: int
    key_id: int
    message_id: int
    idempotency: str | None
    digest: str


def add_report(connection: Connection, reported: Reported) -> None:
    values = {name: getattr(reported, name) for name in Reported.__slots__}
    connection.execute(insert(api_report).values(**values))


def report_named(connection: Connection, key_id: int, idempotency: str) -> Reported | None:
    """What a system reported under a name of its own before."""
    query = select(api_report).where(api_report.c.key_id == key_id, api_report.c.idempotency == idempotency)
    row = connection.execute(query).mappings().first()
    return Reported(**row) if row is not None else None


def reports_of(connection: Connection, case_ids: list[int]) -> dict[int, Reported]:
    """By case, where another system reported it."""
    rows = connection.execute(select(api_report).where(api_report.c.case_id.in_(case_ids))).mappings()
    return {row["case_id"]: Reported(**row) for row in rows}
