"""Ten thousand messages of one sender in a minute: nothing changes for the others, and there is one case at most."""

import asyncio
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import psutil
import pytest
from pydantic import SecretStr
from sqlalchemy import Connection, func, select

from bot.app import App, open_app
from bot.clock import SimulatedClock
from handlers.actions.bind_staff import bind_everybody
from handlers.jobs import JOBS
from handlers.reading.lexicon import Lexicon
from models.messages import Incoming, MessageKind
from models.settings import (
    CategorySettings,
    DatabaseSettings,
    GridNode,
    GroupSettings,
    MediaSettings,
    Settings,
    StaffSettings,
)
from models.tables import case, message, outbox
from tests.databases import DATABASES, empty_url

NOON = datetime(2026, 2, 3, 4, 0, tzinfo=UTC)
OTHERS = [f"g{number}" for number in range(6)]
FLOOD = 10_000
LIMIT = 60
TROUBLE = "3号楼下水道堵了，污水冒出来了"
TALK = ["早上好", "3号楼电梯坏了，停在5楼不动", "谁家的快递放错了", "今天菜场几点关门", "好的", "去爬山吗"] * 4


@dataclass
class Quarter:
    """A running program with one group that will be flooded and several that talk."""

    app: App
    clock: SimulatedClock
    delays: list[float] = field(default_factory=list)

    async def talks(self, group: str, more: Callable[[int], bool]) -> None:
        """Neighbours of one group speak one after the other, each after the last was heard."""
        number = 0
        while more(number):
            begun = time.perf_counter()
            text = TALK[number % len(TALK)]
            await self.app.inbox.receive(said(group, f"{group}-{number % 5}", text, f"{group}{number}"))
            self.delays.append(time.perf_counter() - begun)
            number += 1

    async def count(self, table: object, *conditions: object) -> int:
        query = select(func.count()).select_from(table).where(*conditions)  # type: ignore[arg-type]
        return await self.app.database.read(lambda connection: int(connection.scalar(query) or 0))


def said(group: str, sender: str, text: str, number: str) -> Incoming:
    return Incoming(
        channel="phone",
        external_id=number,
        chat_id=f"room-{group}",
        chat_name=group,
        is_group=True,
        sender_id=sender,
        sender_name=sender,
        sent_at=NOON + timedelta(seconds=1),
        kind=MessageKind.TEXT,
        text=text,
    )


def quarter_settings(url: str, folder: Path) -> Settings:
    names = ["flooded", *OTHERS]
    return Settings(
        grid=GridNode(id="root", name="社区", children=tuple(GridNode(id=f"grid-{name}", name=name) for name in names)),
        groups=tuple(GroupSettings(id=name, grid=f"grid-{name}", name=name) for name in names),
        staff=tuple(
            StaffSettings(id=f"s-{name}", name="席明", role="cadre", grids=(f"grid-{name}",)) for name in names
        ),
        categories={"sewage": CategorySettings(label="下水堵塞"), "elevator": CategorySettings(label="电梯故障")},
        database=DatabaseSettings(url=SecretStr(url), window_ms=0),
        media=MediaSettings(folder=folder),
    )


@cache
def lexicon() -> Lexicon:
    return Lexicon.load({})


async def open_quarter(url: str, folder: Path) -> Quarter:
    settings = quarter_settings(url, folder)
    clock = SimulatedClock(NOON)
    app = await open_app(settings, clock, lexicon=lexicon())
    await app.database.write(lambda connection: bind_everybody(connection, settings, "phone", NOON))
    return Quarter(app, clock)


async def cases_of_the_others(quarter: Quarter) -> Sequence[tuple[object, ...]]:
    query = select(case.c.grid, case.c.number, case.c.category, case.c.place).where(case.c.grid != "grid-flooded")
    return await quarter.app.database.read(
        lambda connection: [tuple(row) for row in connection.execute(query.order_by(case.c.grid, case.c.number))]
    )


@pytest.mark.parametrize("kind", DATABASES)
async def test_a_flood_changes_nothing_for_the_others(
    kind: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    async with empty_url(kind, tmp_path) as url:
        calm = await open_quarter(url, tmp_path / "calm")
        try:
            await asyncio.gather(*(calm.talks(group, lambda number: number < len(TALK)) for group in OTHERS))
            cases = await cases_of_the_others(calm)
            assert len(cases) == len(OTHERS)
        finally:
            await calm.app.close()
    (tmp_path / "other").mkdir()
    async with empty_url(kind, tmp_path / "other") as url:
        quarter = await open_quarter(url, tmp_path / "flooded")
        try:
            grown = await flood(quarter)
            assert await cases_of_the_others(quarter) == cases
            await what_became_of_the_flood(quarter)
            await who_else_speaks_there_is_heard(quarter)
        finally:
            await quarter.app.close()
    slower = statistics.median(quarter.delays) / statistics.median(calm.delays)
    record_property(f"flood, {kind}: a message of another group takes, times its time without", round(slower, 1))
    record_property(f"flood, {kind}: memory grows by MiB", round(grown / 2**20, 1))
    assert slower < 40, "first come, first served would make it some hundred times"
    assert grown < 200 * 2**20


async def flood(quarter: Quarter) -> int:
    """All of it at once, while the others talk; by how many bytes the program grew."""
    before = psutil.Process().memory_info().rss
    pouring = [
        asyncio.create_task(quarter.app.inbox.receive(said("flooded", "loud", TROUBLE, f"f{number}")))
        for number in range(FLOOD)
    ]
    talking = (quarter.talks(group, lambda number: number < len(TALK)) for group in OTHERS)
    await asyncio.gather(*talking)
    still = sum(not task.done() for task in pouring)
    assert still, "the others were heard before the flood was through"
    await asyncio.gather(*pouring)
    return psutil.Process().memory_info().rss - before


async def what_became_of_the_flood(quarter: Quarter) -> None:
    assert await quarter.count(message, message.c.chat == "room-flooded") == FLOOD
    assert await quarter.count(message, message.c.handled_at.is_(None)) == 0
    assert await quarter.count(message, message.c.outcome.like("flood%")) == FLOOD - LIMIT
    assert await quarter.count(case, case.c.grid == "grid-flooded") == 1
    quarter.clock.move_to(NOON + timedelta(minutes=5))
    for job in JOBS:
        await quarter.app.scheduler.run(job, quarter.clock.now())
    assert await quarter.count(outbox, outbox.c.kind == "flood") == 1, "the cadre hears of it once"
    assert await quarter.count(outbox, outbox.c.audience == "group", outbox.c.target == "flooded") <= 3


async def who_else_speaks_there_is_heard(quarter: Quarter) -> None:
    await quarter.app.inbox.receive(said("flooded", "calm", "5号楼电梯坏了，困在3楼上不去", "calm1"))
    query = select(case.c.category).where(case.c.grid == "grid-flooded").order_by(case.c.id)

    def categories(connection: Connection) -> list[str]:
        return list(connection.scalars(query))

    assert await quarter.app.database.read(categories) == ["sewage", "elevator"]
