"""The yardstick and the floor: the very rows that the pipeline stored, inserted without the pipeline."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.tables import metadata

Rows = dict[str, list[tuple[Any, ...]]]  # by table, in an order that foreign keys allow
TABLES = tuple(table.name for table in metadata.sorted_tables)


@dataclass(slots=True)
class RawSqlite:
    """sqlite3 without anything above it, as durable as ours: WAL, synchronous=FULL."""

    file: sqlite3.Connection

    @classmethod
    @contextlib.contextmanager
    def open(cls, path: Path) -> Iterator[RawSqlite]:
        file = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "wal_autocheckpoint=16000"):
            file.execute(f"PRAGMA {pragma}")
        try:
            yield cls(file)
        finally:
            file.close()

    def copy_of(self, path: Path) -> None:
        """Begin as a copy of another database: the same schema, indexes and rows."""
        with contextlib.closing(sqlite3.connect(path)) as other:
            other.backup(self.file)

    def marks(self) -> dict[str, int]:
        """Where each table ends."""
        return {name: self._one(f'SELECT coalesce(max(rowid), 0) FROM "{name}"') for name in TABLES}  # noqa: S608

    def since(self, marks: dict[str, int]) -> Rows:
        """What came after those ends."""
        rows = {
            name: self.file.execute(f'SELECT * FROM "{name}" WHERE rowid > ?', (marks[name],)).fetchall()  # noqa: S608
            for name in TABLES
        }
        return {name: found for name, found in rows.items() if found}

    def insert(self, rows: Rows) -> None:
        """All of it in one transaction."""
        self.file.execute("BEGIN IMMEDIATE")
        for name, values in rows.items():
            if values:
                marks = ",".join("?" * len(values[0]))
                self.file.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)  # noqa: S608
        self.file.execute("COMMIT")

    def _one(self, query: str) -> int:
        return int(self.file.execute(query).fetchone()[0])


def split(rows: Rows, parts: int) -> list[Rows]:
    """The rows in so many parts, each table cut evenly."""
    return [
        {name: found[len(found) * part // parts : len(found) * (part + 1) // parts] for name, found in rows.items()}
        for part in range(parts)
    ]


def cut_and_insert(
    texts: Sequence[str], rows: Rows, cut: Callable[[str], object], insert: Callable[[Rows], None], batch: int
) -> None:
    """The yardstick's work: cut every text, insert the rows, so many messages a commit."""
    for number, part in enumerate(split(rows, -(-len(texts) // batch))):
        for text in texts[number * batch : (number + 1) * batch]:
            cut(text)
        insert(part)
