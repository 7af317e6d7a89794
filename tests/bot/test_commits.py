"""A commit whose answer never comes is looked up, never guessed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot import commits
from bot.database import Database
from models.schema import upgrade
from tests.bot.cut_line import CutLine, cut_line
from tests.bot.test_database import count, note
from tests.databases import empty_url

pytestmark = pytest.mark.postgres


@contextlib.asynccontextmanager
async def far_away(folder: Path) -> AsyncIterator[tuple[Database, CutLine]]:
    """A database at the other end of a line that can be cut."""
    async with empty_url("postgres", folder) as url:
        server = make_url(url)
        async with cut_line(server.host or "", server.port or 5432) as (line, port):
            database = Database(server.set(port=port).render_as_string(hide_password=False))
            await database.open()
            await database.write(upgrade)
            try:
                yield database, line
            finally:
                await database.close()


async def test_a_commit_that_happened_is_reported_as_done(tmp_path: Path) -> None:
    async with far_away(tmp_path) as (database, line):
        line.cut = "after"
        assert {*await asyncio.gather(database.write(note("one")), database.write(note("two")))} == {"one", "two"}
        assert line.cuts == 1
        assert await database.read(count) == 2


async def test_a_commit_that_never_arrived_is_done_again(tmp_path: Path) -> None:
    async with far_away(tmp_path) as (database, line):
        line.cut = "before"
        assert await database.write(note("one")) == "one"
        assert line.cuts == 1
        assert await database.read(count) == 1


async def test_it_is_asked_for_until_the_server_can_be_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(commits, "FIRST_PAUSE", 0.01)
    async with far_away(tmp_path) as (database, line):
        line.cut, line.open = "after", False
        writing = asyncio.create_task(database.write(note("one")))
        async with asyncio.timeout(20):
            while "cannot be looked up yet" not in caplog.text:  # noqa: ASYNC110 - what it looks at has no event
                await asyncio.sleep(0.01)
        assert not writing.done()
        line.open = True
        assert await writing == "one"
        assert await database.read(count) == 1
