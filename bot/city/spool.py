"""What NATS cannot take yet, on the connector's own disk: one file, in order, safe against a power cut."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Kept(NamedTuple):
    """One bundle that waits."""

    id: int
    partition: int
    name: str
    payload: bytes


class Spool:
    """A queue on disk for one account."""

    def __init__(self, folder: Path, account: str) -> None:
        self._path = folder / f"{account}.spool"
        self._thread = ThreadPoolExecutor(1, "spool")
        self._waiting = 0
        self._file: sqlite3.Connection | None = None

    @property
    def waiting(self) -> int:
        """How many bundles lie here."""
        return self._waiting

    async def open(self) -> None:
        """Find what an earlier run left."""
        self._file = await self._run(self._open)
        self._waiting = await self._run(lambda: int(self._need().execute("SELECT count(*) FROM kept").fetchone()[0]))

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        file.execute("PRAGMA journal_mode=WAL")
        file.execute("PRAGMA synchronous=FULL")
        file.execute(
            "CREATE TABLE IF NOT EXISTS kept"
            " (id INTEGER PRIMARY KEY AUTOINCREMENT, partition INTEGER, name TEXT, payload BLOB)"
        )
        return file

    def _need(self) -> sqlite3.Connection:
        assert self._file is not None, "open the spool first"
        return self._file

    async def add(self, partition: int, name: str, payload: bytes) -> None:
        """Keep a bundle behind all others; it is on the disk when this returns."""
        row = (partition, name, payload)
        self._waiting += 1  # at once, so that nothing that comes later goes past it
        try:
            insert = "INSERT INTO kept (partition, name, payload) VALUES (?, ?, ?)"
            # Shielded: whoever is cancelled while he waits has still put it here.
            await asyncio.shield(self._run(lambda: self._need().execute(insert, row)))
        except Exception:
            self._waiting -= 1
            raise

    async def oldest(self, most: int = 100) -> list[Kept]:
        query = f"SELECT id, partition, name, payload FROM kept ORDER BY id LIMIT {int(most)}"  # noqa: S608 - a number
        return await self._run(lambda: [Kept(*row) for row in self._need().execute(query).fetchall()])

    async def remove(self, kept: Sequence[Kept]) -> None:
        """Forget what was handed over."""
        if kept:
            await self._run(lambda: self._need().execute("DELETE FROM kept WHERE id <= ?", (kept[-1].id,)))
            self._waiting -= len(kept)

    async def close(self) -> None:
        if self._file is not None:
            await self._run(self._file.close)
            self._file = None
        self._thread.shutdown()

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
