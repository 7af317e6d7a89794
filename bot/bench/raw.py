"""The yardstick and the floor: the very rows that the pipeline stored, inserted without the pipeline."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

import asyncpg
from sqlalchemy.engine import make_url

from models.tables import metadata

Rows = dict[str, list[tuple[Any, ...]]]  # by table, in an order that foreign keys allow
Marks = dict[str, frozenset[tuple[Any, ...]]]
MESSAGE = "message"
TABLES = tuple(table.name for table in metadata.sorted_tables)


class Raw(Protocol):
    """A driver's connection."""

    async def fetch(self, query: str) -> list[tuple[Any, ...]]: ...

    async def insert(self, rows: Rows) -> None:
        """All of it in one transaction, as the driver's executemany does it."""

    async def insert_fast(self, rows: Rows) -> None:
        """All of it in one transaction, in the fastest way that the database has."""

    async def close(self) -> None: ...


class RawSqlite:
    """sqlite3 without anything above it, as durable as ours: WAL, synchronous=FULL."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file

    @classmethod
    async def open(cls, url: str) -> RawSqlite:
        file = sqlite3.connect(make_url(url).database or "", isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=16000"):
            file.execute(f"PRAGMA {pragma}")
        return cls(file)

    async def fetch(self, query: str) -> list[tuple[Any, ...]]:
        return self._file.execute(query).fetchall()

    async def insert(self, rows: Rows) -> None:
        self._file.execute("BEGIN IMMEDIATE")
        for name, values in rows.items():
            if values:
                self._file.executemany(_insert(name, ["?"] * len(values[0])), values)
        self._file.execute("COMMIT")

    insert_fast = insert

    async def close(self) -> None:
        self._file.close()


class RawPostgres:
    """asyncpg without anything above it."""

    def __init__(self, line: asyncpg.Connection) -> None:
        self._line = line

    @classmethod
    async def open(cls, url: str) -> RawPostgres:
        plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        return cls(await asyncpg.connect(plain))

    async def fetch(self, query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in await self._line.fetch(query)]

    async def insert(self, rows: Rows) -> None:
        async with self._line.transaction():
            for name, values in rows.items():
                if values:
                    await self._line.executemany(_insert(name, [f"${at + 1}" for at in range(len(values[0]))]), values)

    async def insert_fast(self, rows: Rows) -> None:
        async with self._line.transaction():
            for name, values in rows.items():
                if values:
                    await self._line.copy_records_to_table(name, records=values, columns=_columns(name))

    async def close(self) -> None:
        await self._line.close()


async def marks_of(raw: Raw) -> Marks:
    """Where each table stands: the keys of its rows, of messages the highest."""
    return {name: frozenset(await raw.fetch(_keys(name))) for name in TABLES}


async def rows_since(raw: Raw, marks: Marks) -> Rows:
    """What came after those marks, by table."""
    found: Rows = {}
    for table in metadata.sorted_tables:
        names = _columns(table.name)
        keys = [names.index(column.name) for column in table.primary_key.columns]
        known, highest = marks.get(table.name, frozenset()), ""
        if table.name == MESSAGE:
            highest = f" WHERE id > {max((key[0] or 0 for key in known), default=0)}"
        columns = ", ".join(f'"{name}"' for name in names)
        rows = await raw.fetch(f'SELECT {columns} FROM "{table.name}"{highest}')  # noqa: S608
        fresh = [row for row in rows if tuple(row[key] for key in keys) not in known]
        if fresh:
            found[table.name] = fresh
    return found


def _columns(name: str) -> list[str]:
    return [column.name for column in metadata.tables[name].columns]


def _insert(name: str, values: Sequence[str]) -> str:
    columns = ", ".join(f'"{column}"' for column in _columns(name))
    return f'INSERT INTO "{name}" ({columns}) VALUES ({", ".join(values)})'  # noqa: S608


def _keys(name: str) -> str:
    if name == MESSAGE:
        return "SELECT max(id) FROM message"
    columns = ", ".join(f'"{column.name}"' for column in metadata.tables[name].primary_key.columns)
    return f'SELECT {columns} FROM "{name}"'  # noqa: S608


def split(rows: Rows, parts: int) -> list[Rows]:
    """The rows in so many parts: messages cut evenly, and what refers to them with the last."""
    said = rows.get(MESSAGE, [])
    cut: list[Rows] = [
        {MESSAGE: said[len(said) * part // parts : len(said) * (part + 1) // parts]} for part in range(parts)
    ]
    cut[-1] |= {name: found for name, found in rows.items() if name != MESSAGE}
    return cut


async def cut_and_insert(
    texts: Sequence[str],
    rows: Rows,
    cut: Callable[[str], object],
    insert: Callable[[Rows], Awaitable[None]],
    batch: int,
) -> None:
    """Cut every text and insert the rows, so many messages a commit."""
    for number, part in enumerate(split(rows, -(-len(texts) // batch))):
        for text in texts[number * batch : (number + 1) * batch]:
            cut(text)
        await insert(part)
