"""SQLite's online copy: one moment of the database while others go on writing, and a copy put in its place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from bot.backup.archive import SQLITE
from bot.backup.manifest import Manifest
from bot.backup.snapshot import Snapshot, compare, look_into
from models.errors import BackupRefused


def copy_database(url: str, folder: Path) -> Snapshot:
    """The database as of now. Blocks: use a thread; writers are not held up.

    In one step, because a copy in several begins anew whenever somebody writes in between.
    """
    path = database_file(url)
    copy = folder / SQLITE
    if not path.exists():
        raise BackupRefused(f"there is no database at {path} -> check database.url, or linli run first")
    with closing(_open_to_read(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target, pages=-1)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
    check(copy)
    with _engine(copy).connect() as connection:
        return look_into(connection, "sqlite", copy)


def verify(path: Path, manifest: Manifest) -> None:
    """Raises BackupRefused where the database is not the one that the manifest speaks of."""
    with _engine(path).connect() as connection:
        compare(connection, manifest)


def check(path: Path) -> None:
    """Raises BackupRefused where SQLite itself finds the file damaged."""
    try:
        with closing(_open_to_read(path)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise BackupRefused(f"the database is damaged: {found} -> restore an older backup")


def database_file(url: str) -> Path:
    """Where a SQLite database lies. Raises BackupRefused for one in memory."""
    path = make_url(url).database
    if path in (None, "", ":memory:"):
        raise BackupRefused("a database in memory has no backup -> write sqlite:///data/linli.db as database.url")
    return Path(path or "")


def _engine(path: Path) -> Engine:
    return create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)


def _open_to_read(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)
