"""A campaign: so many kills under load, then the same talk without any, then the comparison."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import Connection, func, select

from bot.database import Database
from models.tables import outbox
from tests.databases import empty_url
from tests.kill.account import Account, open_account, until
from tests.kill.life import Life, Nursery, open_nursery
from tests.kill.points import POINTS
from tests.kill.truth import Ledger, read_ledger
from tests.kill.world import write_config

PATIENCE = 90.0  # seconds for anything that has to happen


@dataclass(frozen=True, slots=True)
class Plan:
    """What a campaign does. `life` is how long a life at random lasts at most, `rate` messages a second; seconds."""

    database: str
    kills: int
    seed: int = 7
    groups: int = 18
    lanes: int = 6  # groups that talk at the same time
    rate: float = 12.0
    life: float = 1.0
    at_point: float = 8.0  # until a life that does not come by its point is ended all the same
    lease: float = 10.0
    fresh: bool = False  # a new interpreter for each life, rather than a fork of one that has everything imported


@dataclass
class Run:
    """What came of it."""

    ledger: Ledger
    account: Account
    rounds: list[int]
    kills: Counter[str] = field(default_factory=Counter)
    recovery: list[float] = field(default_factory=list)  # seconds from a kill to the next message taken
    seconds: float = 0.0


async def run_campaign(plan: Plan, folder: Path, nursery: Nursery | None = None) -> tuple[Run, Run]:
    """(the run with kills, the run of the same talk without); a nursery may serve several campaigns."""
    folder.mkdir(parents=True)  # noqa: ASYNC240 - nothing else runs yet
    async with contextlib.AsyncExitStack() as stack:
        config = write_config(folder, plan.groups)
        if nursery is None and not plan.fresh:
            nursery = await stack.enter_async_context(open_nursery(config))
        killed = await _run(plan, folder / "killed", config, nursery, rounds=None)
        return killed, await _run(plan, folder / "calm", config, nursery, rounds=killed.rounds)


async def _run(plan: Plan, folder: Path, config: Path, nursery: Nursery | None, rounds: list[int] | None) -> Run:
    folder.mkdir()  # noqa: ASYNC240 - as above
    rate = plan.rate if rounds is None else plan.rate * 4
    async with (
        empty_url(plan.database, folder) as url,
        open_account(plan.seed, plan.groups, plan.lanes, rate) as (account, port),
    ):
        lives = Lives(plan, config, Life(str(folder), url, port, plan.lease), account, nursery)
        begun = time.perf_counter()
        async with contextlib.aclosing(lives):
            if rounds is None:
                await lives.be_killed()
                rounds = account.end_rounds()
            account.talk(rounds)
            await lives.begin()
            await until(lambda: account.done, PATIENCE + 10 * max(rounds), "the last round to be taken")
            async with open_database(url) as database:
                await settled(database)
                ledger = await database.read(read_ledger)
        return Run(ledger, account, rounds, lives.kills, lives.recovery, time.perf_counter() - begun)


class Lives:
    """The lives of the program in one run, one after the other."""

    def __init__(self, plan: Plan, config: Path, life: Life, account: Account, nursery: Nursery | None) -> None:
        self._plan, self._config, self._life, self._account, self._nursery = plan, config, life, account, nursery
        self._stack = contextlib.AsyncExitStack()
        self._random = random.Random(plan.seed)
        self._killed_at: float | None = None
        self._ended: asyncio.Task[None] | None = None
        self.kills: Counter[str] = Counter()
        self.recovery: list[float] = []

    async def be_killed(self) -> None:
        """At a random moment and at a named point, in turn; a point that is not met in time counts as the former."""
        for number in range(self._plan.kills):
            point = list(POINTS)[number // 2 % len(POINTS)] if number % 2 else ""
            times = self._random.randint(1, POINTS[point]) if point else 0
            ended = await self.begin(point, times)
            if point:
                await asyncio.wait([ended], timeout=self._plan.at_point)
            else:
                await self._some_time(starting=self._random.random() < 0.2)
            self.kills[point if ended.done() and point else "random"] += 1
            await self.kill()

    async def _some_time(self, starting: bool) -> None:
        """One in five random kills may hit a program that is still starting; the others hit one at work."""
        if not starting:
            await until(lambda: self._account.first_ack is not None, PATIENCE, "the program to take a message")
        await asyncio.sleep(self._random.uniform(0, self._plan.life))

    async def begin(self, point: str = "", times: int = 0) -> asyncio.Task[None]:
        """Start a life; the task that ends with it."""
        if self._nursery is None or self._plan.fresh:
            await self._stack.aclose()
            self._nursery = await self._stack.enter_async_context(open_nursery(self._config))
        self._account.first_ack = None
        self._ended = await self._nursery.start(replace(self._life, point=point, times=times))
        return self._ended

    async def kill(self) -> None:
        """End the present life, if it has not ended itself, and note how long the one before was away."""
        if self._nursery is None or self._ended is None:
            return
        if self._account.first_ack is not None and self._killed_at is not None:
            self.recovery.append(self._account.first_ack - self._killed_at)
            self._killed_at = None
        self._nursery.kill()
        self._killed_at = self._killed_at or time.perf_counter()
        await self._ended

    async def aclose(self) -> None:
        await self.kill()
        await self._stack.aclose()


@contextlib.asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    await database.open()
    try:
        yield database
    finally:
        await database.close()


async def settled(database: Database) -> None:
    """Nothing waits to be sent; as long as that becomes less, there is time."""
    quiet, least, patience = 0, 10**9, time.perf_counter() + PATIENCE
    while quiet < 3:
        left = await database.read(_under_way)
        if left < least:
            least, patience = left, time.perf_counter() + PATIENCE
        if time.perf_counter() > patience:
            raise TimeoutError(f"{left} messages still wait to be sent")
        quiet = 0 if left else quiet + 1
        await asyncio.sleep(0.5)


def _under_way(connection: Connection) -> int:
    query = select(func.count()).select_from(outbox).where(outbox.c.state.in_(("queued", "claimed")))
    return int(connection.scalar(query) or 0)
