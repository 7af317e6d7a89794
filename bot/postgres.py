"""PostgreSQL through asyncpg: what may be done again after trouble, and what a person has to cure.

A transaction that failed did not happen: `bot.commits` has made sure of that. So where the trouble passes by itself
(the server is restarted, the line is cut, two processes stood in each other's way) the same changes are done again.
"""

from __future__ import annotations

import asyncio
import logging
import random
import socket
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import Connection, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.commits import TROUBLE, commit
from models.errors import LinliError

log = logging.getLogger(__name__)
T = TypeVar("T")

OLDEST = 130000  # the first that tells what became of a transaction by its full number
POOL = 4  # connections that a process keeps; up to twice as many under load
PATIENCE = 600.0  # seconds of trouble until whoever waits is told; a supervisor's restart would not be faster
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 5.0
# Deadlock, serialization failure, shut down, crashed, not up yet, too many connections.
PASSES = {"40P01", "40001", "57P01", "57P02", "57P03", "53300"}
SERVER = {
    "application_name": "linli",
    "lock_timeout": "20s",
    "statement_timeout": "5min",  # migrations and the nightly forgetting lift it for themselves
    "idle_in_transaction_session_timeout": "2min",
}
FACTS = text(
    "SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,"
    " pg_is_in_recovery() AS standby"
)


def passes(error: BaseException) -> bool:
    """Whether the same changes may go well if they are tried again, on another connection."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    original = getattr(error, "orig", None) or error
    original = original.__cause__ if isinstance(original.__cause__, TROUBLE) else original
    code = getattr(original, "sqlstate", None) or ""
    return code in PASSES or code.startswith("08") or isinstance(original, OSError | asyncpg.InterfaceError)


class Postgres:
    """The store behind `bot.database.Database`; `run_all` runs changes in a transaction, each in a savepoint."""

    def __init__(self, url: URL, run_all: Callable[..., list[tuple[bool, Any]]]) -> None:
        self._url = url
        self._run_all = run_all
        self._stopping = asyncio.Event()
        self._engine: AsyncEngine = create_async_engine(
            url.set(drivername="postgresql+asyncpg"),
            hide_parameters=True,
            pool_size=POOL,
            max_overflow=POOL,
            pool_timeout=30,
            connect_args={"timeout": 10, "server_settings": SERVER},
        )
        event.listen(self._engine.sync_engine, "connect", notice_a_dead_host)

    async def open(self) -> None:
        """Fails now, with the cure, rather than at the first message."""
        place = f"database: PostgreSQL at {self._url.host or 'this machine'}:{self._url.port or 5432}"
        try:
            async with self._engine.connect() as connection:
                facts = (await connection.execute(FACTS)).one()
        except TROUBLE as error:
            await self._engine.dispose()
            raise LinliError(f"{place}: {_cure(error, self._url)}") from error
        for wrong, cure in (
            (facts.version < OLDEST, f"version {facts.version // 10000} is too old -> upgrade it to 13 or newer"),
            (facts.encoding != "UTF8", f"it keeps texts as {facts.encoding} -> createdb -E UTF8 -T template0"),
            (facts.standby, "it is a standby that only reads -> write the primary's address"),
        ):
            if wrong:
                await self._engine.dispose()
                raise LinliError(f"{place}: {cure}")

    async def write(self, changes: list[Callable[[Connection], Any]]) -> list[tuple[bool, Any]]:
        return await self._patiently(lambda: self._write(changes))

    async def _write(self, changes: list[Callable[[Connection], Any]]) -> list[tuple[bool, Any]]:
        async with self._engine.connect() as connection:
            await connection.begin()
            outcomes = await connection.run_sync(self._run_all, changes, passes)
            await commit(self._engine, connection)
            return outcomes

    async def read(self, question: Callable[[Connection], T]) -> T:
        async def ask() -> T:
            async with self._engine.connect() as connection:
                return await connection.run_sync(question)

        return await self._patiently(ask)

    async def _patiently(self, attempt: Callable[[], Awaitable[T]]) -> T:
        """Try until it goes well, fails for good, or the program is to end."""
        pause, begun = FIRST_PAUSE, time.monotonic()
        while True:
            try:
                return await attempt()
            except TROUBLE as error:
                if not passes(error) or self._stopping.is_set() or time.monotonic() - begun > PATIENCE:
                    raise
                log.warning("the database is in trouble, tried again in %.2f s: %s", pause, _kind(error))
            await self._pause(pause * random.uniform(0.5, 1))  # noqa: S311 - so that processes do not meet again
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return

    def stop_waiting(self) -> None:
        """The program is to end: what fails now is not tried again."""
        self._stopping.set()

    async def close(self) -> None:
        await self._engine.dispose()


def notice_a_dead_host(raw: Any, _record: Any) -> None:
    """A machine that is switched off says no good-bye: the line is given up after half a minute of silence."""
    line = raw.driver_connection._transport.get_extra_info("socket")  # asyncpg has no setting for it
    if line is None or line.family == socket.AF_UNIX:
        return
    line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (("TCP_KEEPIDLE", 15), ("TCP_KEEPINTVL", 5), ("TCP_KEEPCNT", 3), ("TCP_USER_TIMEOUT", 30_000)):
        if hasattr(socket, name):  # not every system has all of them
            line.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def _kind(error: BaseException) -> str:
    original = getattr(error, "orig", None) or error
    return f"{type(original).__name__} {getattr(original, 'sqlstate', None) or ''}".strip()


def _cure(error: BaseException, url: URL) -> str:
    """What is wrong and what to do about it; the server's words are English and hold no secret."""
    code = getattr(getattr(error, "orig", None) or error, "sqlstate", None)
    if code in ("28P01", "28000"):
        return f"it refuses user {url.username!r} -> correct user and password in LINLI_DATABASE__URL (or pg_hba.conf)"
    if code == "3D000":
        return f"it has no database {url.database!r} -> createdb -O {url.username or 'USER'} {url.database}"
    if code == "53300":
        return "it has no connection left -> raise max_connections, or run fewer processes"
    if isinstance(error, OSError):
        why = type(error).__name__
        return f"it cannot be reached ({why}) -> start it, or correct host and port in LINLI_DATABASE__URL"
    return f"{_kind(error)} -> see the server's log"
