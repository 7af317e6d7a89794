"""The server is stopped, started, or cuts the line: the program is back by itself, and nothing is done twice."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterator

import pytest
from sqlalchemy import Connection, text

from bot.database import Database
from models.errors import LinliError
from models.schema import upgrade
from tests.bot.test_database import count, note
from tests.postgres.server import Server, running_server

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server() as one:
        yield one


@contextlib.asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    await database.open()
    try:
        yield database
    finally:
        await database.close()


@pytest.fixture
async def database(server: Server) -> AsyncIterator[Database]:
    async with opened(server.url()) as one:
        await one.write(upgrade)
        await one.write(lambda connection: connection.execute(text("TRUNCATE audit")).rowcount)
        yield one


async def test_what_is_written_while_the_server_is_away_is_written_once_it_is_back(
    server: Server, database: Database, record_property: Callable[[str, object], None]
) -> None:
    await database.write(note("before"))
    await asyncio.to_thread(server.stop)
    writing = [asyncio.create_task(database.write(note(str(n)))) for n in range(20)]
    reading = asyncio.create_task(database.read(count))
    await asyncio.sleep(0.5)
    assert not any(task.done() for task in (*writing, reading))
    await asyncio.to_thread(server.start)
    begun = time.perf_counter()
    async with asyncio.timeout(30):
        await asyncio.gather(*writing)
        record_property("PostgreSQL back: seconds until what waited was written", round(time.perf_counter() - begun, 2))
        assert await reading >= 1
    assert await database.read(count) == 21


async def test_a_restart_under_load_neither_loses_nor_doubles_anything(server: Server, database: Database) -> None:
    async def talk(name: str) -> None:
        for n in range(60):
            await database.write(note(f"{name}{n}"))

    talking = [asyncio.create_task(talk(name)) for name in "abcde"]
    while await database.read(count) < 30:  # noqa: ASYNC110 - the database has no event
        await asyncio.sleep(0.01)
    await asyncio.to_thread(server.stop, "fast")
    await asyncio.to_thread(server.start)
    async with asyncio.timeout(60):
        await asyncio.gather(*talking)
    assert await database.read(count) == 300
    distinct = text("SELECT count(DISTINCT what) FROM audit")
    assert await database.read(lambda connection: connection.scalar(distinct)) == 300


async def test_a_line_that_the_server_cuts_is_opened_again_at_once(database: Database) -> None:
    await database.write(note("before"))
    cut = text("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'linli'")

    def suicide(connection: Connection) -> None:
        if tries.pop():
            connection.execute(cut)

    tries = [False, True]
    async with asyncio.timeout(20):
        await asyncio.gather(database.write(note("with it")), database.write(suicide), database.write(note("after")))
    assert tries == []
    assert await database.read(count) == 3


async def test_two_processes_that_stand_in_each_others_way_both_get_through(server: Server, database: Database) -> None:
    await database.write(note("one"))
    await database.write(note("two"))
    tries = {"one": 0, "two": 0}

    async with opened(server.url()) as other:

        def both(first: str, second: str) -> Callable[[Connection], None]:
            def change(connection: Connection) -> None:
                tries[first] += 1
                touch = text("UPDATE audit SET note = note || :who WHERE what = :what")
                connection.execute(touch, {"what": first, "who": first})
                if tries[first] == 1:  # both hold one row before they ask for the other's
                    connection.execute(text("SELECT pg_sleep(0.5)"))
                connection.execute(touch, {"what": second, "who": first})

            return change

        async with asyncio.timeout(30):
            await asyncio.gather(database.write(both("one", "two")), other.write(both("two", "one")))
    assert sum(tries.values()) == 3, "one of the two was a deadlock's victim, and was done again"
    notes = text("SELECT note FROM audit")
    said = await database.read(lambda connection: set(connection.scalars(notes)))
    assert said in ({"onetwo"}, {"twoone"})


async def test_a_change_that_is_wrong_is_not_tried_again(database: Database) -> None:
    tries = []

    def wrong(connection: Connection) -> None:
        tries.append(1)
        connection.execute(text("SELECT 1 / 0"))

    with pytest.raises(Exception, match="division"):
        await database.write(wrong)
    assert tries == [1]


async def test_the_program_can_end_while_the_server_is_away(server: Server, database: Database) -> None:
    await asyncio.to_thread(server.stop)
    try:
        writing = asyncio.create_task(database.write(note("too late")))
        await asyncio.sleep(0.2)
        async with asyncio.timeout(20):
            await database.close()
        with pytest.raises(ConnectionRefusedError):
            await writing
    finally:
        await asyncio.to_thread(server.start)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"password": "wrong"}, "refuses user 'linli' -> correct user and password"),
        ({"user": "nobody"}, "refuses user 'nobody'"),
        ({"database": "nowhere"}, "no database 'nowhere' -> createdb -O linli nowhere"),
    ],
)
async def test_what_a_person_has_to_cure_is_said_with_the_cure(
    server: Server, wrong: dict[str, str], told: str
) -> None:
    with pytest.raises(LinliError, match=told) as error:
        async with opened(server.url(**wrong)):
            pass
    assert "wrong" not in str(error.value)


async def test_a_server_that_is_not_there_is_told_at_the_start(server: Server) -> None:
    with pytest.raises(LinliError, match="cannot be reached"):
        async with opened(server.url().replace(str(server.port), "1")):
            pass


async def test_a_server_that_is_too_old_is_told_at_the_start(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.postgres.OLDEST", 990000)
    with pytest.raises(LinliError, match="too old -> upgrade"):
        async with opened(server.url()):
            pass
