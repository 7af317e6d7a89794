"""One writer, many changes a commit: what holds on every database."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, insert, select

from bot.database import Database
from models.schema import current, downgrade, revisions, upgrade
from models.tables import audit
from tests.databases import DATABASES, empty_database

NOW = datetime(2026, 2, 10, 9, tzinfo=UTC)


@pytest.fixture(params=DATABASES)
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    async with empty_database(request.param, tmp_path) as fresh:
        await fresh.write(upgrade)
        yield fresh


def note(what: str) -> Callable[[Connection], str]:
    def change(connection: Connection) -> str:
        connection.execute(insert(audit).values(at=NOW, what=what, who="test", note=""))
        return what

    return change


def count(connection: Connection) -> int:
    return int(connection.scalar(select(func.count()).select_from(audit)) or 0)


async def test_a_change_that_fails_takes_nothing_of_the_others_with_it(database: Database) -> None:
    def half(connection: Connection) -> None:
        note("half")(connection)
        raise ZeroDivisionError

    results = await asyncio.gather(
        database.write(note("first")),
        database.write(half),
        database.write(note("second")),
        return_exceptions=True,
    )
    assert results[0] == "first"
    assert isinstance(results[1], ZeroDivisionError)
    assert results[2] == "second"
    assert await database.read(count) == 2


async def test_changes_happen_in_the_order_in_which_they_were_submitted(database: Database) -> None:
    await asyncio.gather(*(database.write(note(str(n))) for n in range(50)))
    whats = await database.read(lambda connection: list(connection.scalars(select(audit.c.what).order_by(audit.c.id))))
    assert whats == [str(n) for n in range(50)]


async def test_a_change_of_whoever_stopped_waiting_still_happens(database: Database) -> None:
    waiting = asyncio.create_task(database.write(note("patient")))
    await asyncio.sleep(0)
    waiting.cancel()
    await database.write(note("next"))
    assert await database.read(count) == 2


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 2, 10)  # noqa: DTZ001

    def change(connection: Connection) -> None:
        connection.execute(insert(audit).values(at=naive, what="x", who="y", note=""))

    with pytest.raises(Exception, match="zone"):
        await database.write(change)


async def test_times_come_back_as_the_same_moment_in_utc(database: Database) -> None:
    await database.write(note("now"))
    assert await database.read(lambda connection: connection.scalar(select(audit.c.at))) == NOW


async def test_every_earlier_schema_can_be_brought_to_the_newest_and_back(database: Database) -> None:
    newest = revisions()[-1]
    for revision in reversed(revisions()[:-1]):
        await database.write(lambda connection, to=revision: downgrade(connection, to))  # type: ignore[misc]
        assert await database.read(current) == revision
        await database.write(upgrade)
        assert await database.read(current) == newest
    await database.write(lambda connection: downgrade(connection, "base"))
    assert await database.read(current) is None


async def test_the_migrations_make_exactly_the_tables_that_the_code_knows(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from models.tables import metadata

    def ours(name: str | None, kind: str, _parents: object) -> bool:
        # The months of PostgreSQL, and the indexes of words, which are of another kind on either database.
        others = {"table": ("message_", "case_words_fts"), "index": ("ix_case_words",)}
        return not str(name).startswith(others.get(kind, ()))

    def differences(connection: Connection) -> list[object]:
        options = {"compare_type": True, "include_name": ours}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))

    assert await database.read(differences) == []
