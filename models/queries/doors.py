"""One-time links to the pages; how they are used up, and how many a person was given."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from models.tables import login_link


class LinkState(enum.Enum):
    """What a link is worth."""

    GOOD = "good"
    USED = "used"  # or replaced by a newer one
    OLD = "old"
    UNKNOWN = "unknown"


def add_link(connection: Connection, token_hash: str, staff_id: str, now: datetime, until: datetime) -> None:
    """Earlier links of the person stop working."""
    use_up_links(connection, staff_id, now)
    values = {"token_hash": token_hash, "staff_id": staff_id, "made_at": now, "expires_at": until}
    connection.execute(insert(login_link).values(**values))


def use_up_links(connection: Connection, staff_id: str, now: datetime) -> None:
    mine = update(login_link).where(login_link.c.staff_id == staff_id, login_link.c.used_at.is_(None))
    connection.execute(mine.values(used_at=now))


def use_up_every_link(connection: Connection, now: datetime) -> None:
    connection.execute(update(login_link).where(login_link.c.used_at.is_(None)).values(used_at=now))


def link_state(connection: Connection, token_hash: str, now: datetime) -> tuple[LinkState, str]:
    """What a link is worth now, and whose it is or ""."""
    row = connection.execute(select(login_link).where(login_link.c.token_hash == token_hash)).first()
    if row is None:
        return LinkState.UNKNOWN, ""
    if row.used_at is not None:
        return LinkState.USED, row.staff_id
    return (LinkState.OLD if row.expires_at < now else LinkState.GOOD), row.staff_id


def use_link(connection: Connection, token_hash: str, now: datetime) -> bool:
    """Use a link up; of several that try at once one alone is told True."""
    good = (login_link.c.token_hash == token_hash) & login_link.c.used_at.is_(None) & (login_link.c.expires_at >= now)
    return connection.execute(update(login_link).where(good).values(used_at=now)).rowcount == 1


def links_since(connection: Connection, staff_id: str, since: datetime) -> int:
    """How many a person was given since then."""
    query = select(func.count()).where(login_link.c.staff_id == staff_id, login_link.c.made_at > since)
    return connection.scalar(query) or 0


def delete_links(connection: Connection, before: datetime) -> None:
    """Those that stopped working before then."""
    connection.execute(delete(login_link).where(login_link.c.expires_at < before))
