"""The databases that tests run on: SQLite always, PostgreSQL where there is one.

LINLI_TEST_DATABASE=postgres moves whatever lives on `chosen_url` (all stories) to PostgreSQL.
"""

import asyncio
import contextlib
import os
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.database import Database
from models.schema import upgrade
from tests.needs import need

POSTGRES = os.environ.get("LINLI_TEST_POSTGRES", "")
CHOSEN = os.environ.get("LINLI_TEST_DATABASE", "sqlite")
TEMPLATE = f"linli_template_{uuid.uuid4().hex[:12]}"  # one for each run, at the newest schema; copied, never opened
DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@contextlib.asynccontextmanager
async def empty_url(kind: str, folder: Path) -> AsyncIterator[str]:
    """The URL of a database with nothing in it, gone afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'test.db'}"
        return
    async with _fresh() as url:
        yield url


@contextlib.asynccontextmanager
async def chosen_url(folder: Path) -> AsyncIterator[str]:
    """The URL of a database for a whole program, of the kind that this run of the tests is about."""
    if CHOSEN == "sqlite":
        yield f"sqlite:///{folder / 'linli.db'}"
        return
    async with _fresh(f"TEMPLATE {await _template()}") as url:
        yield url


@contextlib.contextmanager
def chosen(folder: Path) -> Iterator[str]:
    """The same for tests that are not asynchronous."""
    with asyncio.Runner() as runner:  # its loop has to live as long as the database
        opened = chosen_url(folder)
        yield runner.run(opened.__aenter__())
        runner.run(opened.__aexit__(None, None, None))


@contextlib.asynccontextmanager
async def empty_database(kind: str, folder: Path) -> AsyncIterator[Database]:
    async with empty_url(kind, folder) as url:
        database = Database(url)
        await database.open()
        try:
            yield database
        finally:
            await database.close()


@contextlib.asynccontextmanager
async def _fresh(like: str = "") -> AsyncIterator[str]:
    need(bool(POSTGRES), "PostgreSQL: set LINLI_TEST_POSTGRES to the URL of a server whose databases may be made")
    name = f"linli_test_{uuid.uuid4().hex[:12]}"
    await admin(f"CREATE DATABASE {name} {like}")
    try:
        yield url_of(name)
    finally:
        await admin(f"DROP DATABASE {name} WITH (FORCE)")


_made: set[str] = set()


async def _template() -> str:
    if TEMPLATE not in _made:
        need(bool(POSTGRES), "PostgreSQL: LINLI_TEST_DATABASE=postgres wants LINLI_TEST_POSTGRES as well")
        await admin(f"CREATE DATABASE {TEMPLATE}")
        _made.add(TEMPLATE)
        database = Database(url_of(TEMPLATE))
        await database.open()
        await database.write(upgrade)
        await database.close()
    return TEMPLATE


async def drop_template() -> None:
    """At the end of the run."""
    if _made:
        await admin(f"DROP DATABASE {_made.pop()} WITH (FORCE)")


def url_of(name: str) -> str:
    return make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)


async def admin(command: str) -> None:
    """One command to the server, outside any transaction."""
    url = make_url(POSTGRES).set(drivername="postgresql+asyncpg")
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(command))
    await engine.dispose()
