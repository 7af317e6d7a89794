"""The databases that tests run on: SQLite always, PostgreSQL where there is one."""

import contextlib
import os
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.database import Database
from tests.needs import need

POSTGRES = os.environ.get("LINLI_TEST_POSTGRES", "")
DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@contextlib.asynccontextmanager
async def empty_url(kind: str, folder: Path) -> AsyncIterator[str]:
    """The URL of a database with nothing in it, gone afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'test.db'}"
        return
    need(bool(POSTGRES), "PostgreSQL: set LINLI_TEST_POSTGRES to the URL of a server whose databases may be made")
    name = f"linli_test_{uuid.uuid4().hex[:12]}"
    await _admin(f"CREATE DATABASE {name}")
    try:
        yield make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    finally:
        await _admin(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.asynccontextmanager
async def empty_database(kind: str, folder: Path) -> AsyncIterator[Database]:
    async with empty_url(kind, folder) as url:
        database = Database(url)
        await database.open()
        try:
            yield database
        finally:
            await database.close()


async def _admin(command: str) -> None:
    url = make_url(POSTGRES).set(drivername="postgresql+asyncpg")
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(command))
    await engine.dispose()
