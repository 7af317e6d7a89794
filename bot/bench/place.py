"""Where a run stores: empty databases of one kind, ours and two for raw inserts, gone afterwards."""

from __future__ import annotations

import contextlib
import sqlite3
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg
from sqlalchemy.engine import make_url

from bot.bench.cpu import postmaster_of
from bot.bench.raw import Raw, RawPostgres, RawSqlite
from bot.database import Database
from models.errors import LinliError
from models.schema import upgrade

SQLITE, POSTGRESQL = "sqlite", "postgresql"


@dataclass(frozen=True, slots=True)
class Place:
    """Databases of one kind; `server` is the first process of the server, where it runs on this machine."""

    kind: str
    url: str
    raw_urls: tuple[str, str]
    folder: Path
    server: int | None = None
    version: str = ""


@contextlib.asynccontextmanager
async def open_raw(url: str) -> AsyncIterator[Raw]:
    """A connection without anything above the driver, to a database that has our schema."""
    database = Database(url)
    await database.open()
    try:
        await database.write(upgrade)
    finally:
        await database.close()
    opener = RawSqlite if make_url(url).get_backend_name() == SQLITE else RawPostgres
    raw = await opener.open(url)
    try:
        yield raw
    finally:
        await raw.close()


@contextlib.asynccontextmanager
async def place(kind: str, folder: Path, server_url: str = "") -> AsyncIterator[Place]:
    """Databases of a kind: files in the folder, or new databases on the server."""
    if kind == SQLITE:
        files = [f"sqlite:///{folder / name}.db" for name in ("linli", "jieba", "floor")]
        yield Place(kind, files[0], (files[1], files[2]), folder, version=sqlite3.sqlite_version)
        return
    names = [f"linli_bench_{uuid.uuid4().hex[:12]}" for _ in range(3)]
    admin = await connect(server_url)
    try:
        for name in names:
            await admin.execute(f"CREATE DATABASE {name}")
        urls = [make_url(server_url).set(database=name).render_as_string(hide_password=False) for name in names]
        backend = await admin.fetchval("SELECT pg_backend_pid()")
        version = await admin.fetchval("SHOW server_version")
        yield Place(kind, urls[0], (urls[1], urls[2]), folder, postmaster_of(backend), version)
    finally:
        for name in names:
            await admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        await admin.close()


async def durable(server_url: str) -> bool:
    """Whether a commit on that server waits for the disk."""
    admin = await connect(server_url)
    try:
        settings = [await admin.fetchval(f"SHOW {name}") for name in ("fsync", "synchronous_commit")]
    finally:
        await admin.close()
    return settings == ["on", "on"]


async def connect(url: str) -> asyncpg.Connection:
    try:
        return await asyncpg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
    except (OSError, asyncpg.PostgresError) as error:
        raise LinliError(f"--postgres: no connection ({error}) -> name a server whose databases may be made") from error
