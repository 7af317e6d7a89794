"""Who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from models.tables import web_session


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in; `token_hash` is the sha256 of what the browser holds."""

    token_hash: str
    staff_id: str
    stamp: str
    created_at: datetime
    seen_at: datetime


def add_session(connection: Connection, session: Session) -> None:
    values = {name: getattr(session, name) for name in Session.__slots__}
    connection.execute(insert(web_session).values(**values))


def session_of(connection: Connection, token_hash: str) -> Session | None:
    row = connection.execute(select(web_session).where(web_session.c.token_hash == token_hash)).mappings().first()
    return Session(**row) if row is not None else None


def touch_session(connection: Connection, token_hash: str, at: datetime) -> None:
    connection.execute(update(web_session).where(web_session.c.token_hash == token_hash).values(seen_at=at))


def end_session(connection: Connection, token_hash: str) -> None:
    connection.execute(delete(web_session).where(web_session.c.token_hash == token_hash))


def end_sessions_of(connection: Connection, staff_id: str) -> int:
    """Sign a person out everywhere; how many sessions that ended."""
    return connection.execute(delete(web_session).where(web_session.c.staff_id == staff_id)).rowcount


def end_sessions_before(connection: Connection, seen_before: datetime) -> None:
    """Those that nobody has used since."""
    connection.execute(delete(web_session).where(web_session.c.seen_at < seen_before))


def end_every_session(connection: Connection) -> None:
    """Whoever was signed in has to sign in anew."""
    connection.execute(delete(web_session))
