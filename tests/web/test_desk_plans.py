"""No question of the desk that names a node, days, words or what waits reads all cases through."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import Connection, event

from bot.database import Database
from handlers.desk.asked import Asked, period_of
from handlers.desk.figures import desk_figures
from handlers.desk.hot import hot_places
from handlers.desk.listing import listing
from handlers.desk.trends import weeks
from handlers.house import House
from handlers.scene import Scene
from models.schema import upgrade
from models.settings import Settings
from tests.bench.desk_ledger import city, fill
from tests.databases import empty_database
from tests.stories.conftest import lexicon, sample

pytestmark = pytest.mark.asyncio(loop_scope="module")
NOW = datetime(2026, 2, 3, 9, tzinfo=UTC)
TODAY = date(2026, 2, 3)
CASES = 6_000
LISTS = (
    Asked(node="d1s1c1"),
    Asked(node="d1s1", wait="open"),
    Asked(wait="overdue"),
    Asked(wait="danger"),
    Asked(q="路灯不亮"),
    Asked(q="3号楼", node="d1"),
    Asked(since=TODAY - timedelta(days=7), until=TODAY),
    Asked(figure="received", since=TODAY - timedelta(days=7), until=TODAY),
    Asked(figure="ended", since=TODAY - timedelta(days=7), until=TODAY),
    Asked(figure="on_time", since=TODAY - timedelta(days=7), until=TODAY, node="d1s1c1"),
)


def tree() -> Settings:
    return city(sample(), districts=2, streets=3, communities=4, grids=10)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def ledger(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Database]:
    folder: Path = tmp_path_factory.mktemp("plans")
    async with empty_database("sqlite", folder) as database:
        await database.write(upgrade)
        await database.write(lambda connection: fill(connection, tree(), CASES, NOW))
        yield database


def read_through(connection: Connection, ask: Any) -> list[str]:
    """Statements that go through all cases, by the plan of SQLite."""
    found: list[str] = []

    def explain(
        on: Connection, _cursor: object, statement: str, parameters: Any, _context: object, _many: bool
    ) -> None:
        if statement.startswith("SELECT"):
            plan = on.connection.driver_connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()  # type: ignore[union-attr]
            found.extend(f"{row[-1]}: {statement[-200:]}" for row in plan if row[-1] in ("SCAN cases", "SCAN earlier"))

    event.listen(connection, "before_cursor_execute", explain)
    try:
        ask(Scene(connection, NOW, House(tree(), lexicon())))
    finally:
        event.remove(connection, "before_cursor_execute", explain)
    return found


@pytest.mark.parametrize("asked", LISTS, ids=str)
async def test_no_list_reads_all_cases(ledger: Database, asked: Asked) -> None:
    mayor = tree().staff_by_id["mayor"]
    assert await ledger.read(lambda c: read_through(c, lambda scene: listing(scene, mayor, asked))) == []


async def test_no_figure_of_a_week_reads_all_cases(ledger: Database) -> None:
    mayor, days = tree().staff_by_id["mayor"], (TODAY - timedelta(days=7), TODAY)
    period = period_of(tree(), *days)
    for node in ("city", "d1", "d1s1c1"):
        for ask in (
            lambda scene, node=node: desk_figures(scene, mayor, node, period),
            lambda scene, node=node: weeks(scene, mayor, node, TODAY),
            lambda scene, node=node: hot_places(scene, mayor, node, days, 10),
        ):
            assert await ledger.read(lambda c, ask=ask: read_through(c, ask)) == []  # type: ignore[misc]


async def test_the_check_itself_sees_what_reads_all_cases(ledger: Database) -> None:
    mayor = tree().staff_by_id["mayor"]
    assert (
        await ledger.read(lambda c: read_through(c, lambda scene: listing(scene, mayor, Asked(place="17号楼")))) != []
    )
