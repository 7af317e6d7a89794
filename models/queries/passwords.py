"""Passwords of the pages as hashes, and how often somebody or some address was refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from models.queries.messages import insert_or_ignore
from models.tables import login_try, web_password

FORGIVEN_AFTER = timedelta(hours=24)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=15)
MOST_DOUBLINGS = 10  # beyond that a pause is the longest anyway


@dataclass(frozen=True, slots=True)
class Tried:
    """One thing that tries are counted for, an id or an address, and how many are free."""

    what: str
    free: int

    @property
    def key(self) -> str:
        return hashlib.sha256(self.what.encode(errors="replace")).hexdigest()


def password_of(connection: Connection, staff_id: str) -> str | None:
    return connection.scalar(select(web_password.c.hash).where(web_password.c.staff_id == staff_id))


def set_password(connection: Connection, staff_id: str, hashed: str, now: datetime) -> None:
    remove_password(connection, staff_id)
    connection.execute(insert(web_password).values(staff_id=staff_id, hash=hashed, set_at=now))


def renew_password(connection: Connection, staff_id: str, old: str, new: str) -> None:
    """The same password with more work; nothing where it was changed meanwhile."""
    mine = (web_password.c.staff_id == staff_id) & (web_password.c.hash == old)
    connection.execute(update(web_password).where(mine).values(hash=new))


def remove_password(connection: Connection, staff_id: str) -> bool:
    """Whether there was one."""
    return connection.execute(delete(web_password).where(web_password.c.staff_id == staff_id)).rowcount == 1


def begin_try(connection: Connection, tried: Iterable[Tried], now: datetime) -> timedelta:
    """Count a try as failed before it is looked at, so that many at once cannot pass unseen.

    Zero where it may be made; else how long nobody may try, and nothing is counted.
    """
    keys = sorted(tried, key=lambda one: one.key)
    counts = {one: _held(connection, one, now) for one in keys}
    longest = max((at + _pause(count - one.free) - now for one, (count, at) in counts.items()), default=timedelta(0))
    if longest > timedelta(0):
        return longest
    for one, (count, _) in counts.items():
        mine = update(login_try).where(login_try.c.key == one.key)
        connection.execute(mine.values(failures=count + 1, last_at=now))
    return timedelta(0)


def end_try(connection: Connection, person: Tried, *others: Tried) -> None:
    """It was right: the person starts anew, an address only gets this one try back."""
    connection.execute(delete(login_try).where(login_try.c.key == person.key))
    mine = update(login_try).where(login_try.c.key.in_([one.key for one in others]), login_try.c.failures > 0)
    connection.execute(mine.values(failures=login_try.c.failures - 1))


def delete_tries(connection: Connection, now: datetime) -> None:
    """Those that count no more."""
    connection.execute(delete(login_try).where(login_try.c.last_at < now - FORGIVEN_AFTER))


def _held(connection: Connection, one: Tried, now: datetime) -> tuple[int, datetime]:
    """Failures so far and the last; the row is held until the end of the transaction."""
    connection.execute(insert_or_ignore(connection, login_try).values(key=one.key, failures=0, last_at=now))
    row = connection.execute(select(login_try).where(login_try.c.key == one.key).with_for_update()).one()
    return (0, now) if now - row.last_at > FORGIVEN_AFTER else (row.failures, row.last_at)


def _pause(beyond: int) -> timedelta:
    """After the free tries 5 seconds, then twice as long each time, a quarter of an hour at most."""
    return timedelta(0) if beyond < 0 else min(FIRST_PAUSE * 2 ** min(beyond, MOST_DOUBLINGS), LONGEST_PAUSE)
