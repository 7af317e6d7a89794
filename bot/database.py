"""One writer, many changes a commit: the same synchronous code on SQLite and on PostgreSQL.

Every change is a function of a connection. Changes that wait at the same time share one commit, each inside a
savepoint of its own, so that one that fails takes nothing of the others with it. A change is reported done only after
the commit. Order of submission is order of execution.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url

from bot.postgres import Postgres
from models.errors import LinliError
from models.queries.search import drop_changes, keep_words

T = TypeVar("T")
Change = Callable[[Connection], T]
MOST_PER_COMMIT = 500


@dataclass(frozen=True, slots=True)
class _Waiting:
    change: Callable[[Connection], Any]
    done: asyncio.Future[Any]


def run_all(
    connection: Connection,
    changes: list[Callable[[Connection], Any]],
    ends_all: Callable[[BaseException], bool] = lambda _error: False,
) -> list[tuple[bool, Any]]:
    """Each change's (True, result) or (False, error); a failed one leaves no trace in the transaction.

    An error of which `ends_all` says so is no fault of the change, and ends the whole transaction.
    """
    outcomes: list[tuple[bool, Any]] = []
    drop_changes(connection)  # an earlier transaction of the same line may have broken off
    for change in changes:
        savepoint = connection.begin_nested()
        try:
            result = change(connection)
            keep_words(connection)
            savepoint.commit()
        except Exception as error:
            if ends_all(error):
                raise  # the line may be dead: it is not touched any more
            savepoint.rollback()
            drop_changes(connection)
            outcomes.append((False, error))
        else:
            outcomes.append((True, result))
    return outcomes


class Database:
    """The store. Open it once, submit changes from the event loop, close it at the end."""

    def __init__(self, url: str, window_ms: int = 0) -> None:
        self.url = make_url(url)
        self._window = window_ms / 1000
        self._waiting: asyncio.Queue[_Waiting] = asyncio.Queue()
        self._writer: asyncio.Task[None] | None = None
        self._store = _Sqlite(url) if self.url.get_backend_name() == "sqlite" else Postgres(self.url, run_all)

    async def open(self) -> None:
        await self._store.open()
        self._writer = asyncio.create_task(self._write_forever(), name="database writer")

    async def close(self) -> None:
        """Finish what was submitted, then close. A server that is away is not waited for."""
        self._store.stop_waiting()
        if self._writer is not None:
            await self._waiting.join()
            self._writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._writer
            self._writer = None
        await self._store.close()

    async def write(self, change: Change[T]) -> T:
        """Run the change and return its result once it is committed; raises what the change raised."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait(_Waiting(change, done))
        return await done

    async def read(self, question: Change[T]) -> T:
        """The answer to a question that changes nothing, as of the last commit."""
        return await self._store.read(question)

    async def _write_forever(self) -> None:
        while True:
            batch = [await self._waiting.get()]
            if self._window:
                await asyncio.sleep(self._window)
            while len(batch) < MOST_PER_COMMIT and not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            await self._commit(batch)

    async def _commit(self, batch: list[_Waiting]) -> None:
        changes = [waiting.change for waiting in batch]
        try:
            outcomes = await self._store.write(changes)
        except Exception as error:  # noqa: BLE001 - the commit failed: none of them happened
            outcomes = [(False, error)] * len(batch)
        for waiting, (fine, value) in zip(batch, outcomes, strict=True):
            self._waiting.task_done()
            if waiting.done.done():  # whoever waited was cancelled
                continue
            if fine:
                waiting.done.set_result(value)
            else:
                waiting.done.set_exception(value)


class _Sqlite:
    """SQLite in WAL mode with synchronous=FULL: one writer thread, one reader thread."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._memory = make_url(url).database in (None, "", ":memory:")
        self._write_thread = ThreadPoolExecutor(1, "sqlite-writer")
        # A database in memory lives in its one connection, so reads go through the writer's thread too.
        self._read_thread = self._write_thread if self._memory else ThreadPoolExecutor(1, "sqlite-reader")
        self._engine: Engine | None = None
        self._writer: Connection | None = None
        self._reader: Connection | None = None

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._write_thread, self._connect)
        if self._memory:
            self._reader = self._writer
        else:
            self._reader = await loop.run_in_executor(self._read_thread, self._need_engine().connect)
            self._reader.info["writes"] = False

    def _connect(self) -> None:
        self._engine = sqlite_engine(self._url)
        self._writer = self._engine.connect()

    def _need_engine(self) -> Engine:
        if self._engine is None:
            raise LinliError("the database is not open")
        return self._engine

    async def write(self, changes: list[Callable[[Connection], Any]]) -> list[tuple[bool, Any]]:
        return await asyncio.get_running_loop().run_in_executor(self._write_thread, self._write, changes)

    def _write(self, changes: list[Callable[[Connection], Any]]) -> list[tuple[bool, Any]]:
        connection = self._writer
        if connection is None:
            raise LinliError("the database is not open")
        with connection.begin():
            return run_all(connection, changes)

    async def read(self, question: Change[T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._read_thread, self._read, question)

    def _read(self, question: Change[T]) -> T:
        connection = self._reader
        if connection is None:
            raise LinliError("the database is not open")
        try:
            return question(connection)
        finally:
            connection.rollback()

    def stop_waiting(self) -> None:
        """Nothing here waits for a server."""

    async def close(self) -> None:
        loop = asyncio.get_running_loop()
        for connection, thread in ((self._reader, self._read_thread), (self._writer, self._write_thread)):
            if connection is not None:
                await loop.run_in_executor(thread, connection.close)
        if self._engine is not None:
            await loop.run_in_executor(self._write_thread, self._engine.dispose)
        self._write_thread.shutdown()
        self._read_thread.shutdown()


def sqlite_engine(url: str) -> Engine:
    """An engine whose transactions are SQLite's own, begun IMMEDIATE so that a writer never has to retry."""
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True, connect_args={"check_same_thread": False, "timeout": 30})

    @event.listens_for(engine, "connect")
    def prepare(raw: Any, _record: Any) -> None:
        raw.isolation_level = None  # sqlite3's own implicit BEGIN would break savepoints
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "wal_autocheckpoint=16000"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("writes", True) else "BEGIN")

    return engine
