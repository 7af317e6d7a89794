"""One campaign: people talk at a rate, processes are killed under it, and all is to be as if none had been."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
import yaml
from sqlalchemy import func, select

from bot.clock import SystemClock
from bot.config import load_settings
from bot.database import Database
from bot.roles import Role
from handlers.actions.bind_staff import bind_everybody
from models.schema import upgrade
from models.settings import Settings
from models.tables import message, outbox
from tests.city.phone import Phone
from tests.city.processes import City, Meter, Post
from tests.city.talk import Talk, configuration, groups_of
from tests.city.verdict import Verdict, judge
from tests.databases import empty_url
from tests.nats import nats_server

ACCOUNTS = ("account-1", "account-2")
PATIENCE = 240.0  # seconds that what is left may take at the end


@dataclass(frozen=True, slots=True)
class Plan:
    """What a campaign does. `kill_every`: seconds between two kills, a worker and a connector in turn; 0: none."""

    seconds: float = 60
    rate: float = 500
    kill_every: float = 3
    grids: int = 100
    workers: int = 3
    seed: int = 1


async def run(plan: Plan, folder: Path) -> Verdict:
    """The verdict over one campaign."""
    async with empty_url("postgres", folder) as url, nats_server(folder) as server:
        environment = {"LINLI_DATABASE__URL": url, "LINLI_NATS__URL": server.url}
        config = folder / "config.yaml"
        between = {"partitions": 64, "ack_wait_seconds": 2, "max_bytes": 1 << 28}
        data = configuration(plan.grids, folder, **between)
        config.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
        settings = load_settings(config, environment)
        database = Database(url)
        await database.open()
        try:
            await _prepare(database, settings)
            async with _phones(plan) as phones:
                posts = _posts(plan, [port for _, port in phones])
                city = City(posts, config, folder / "city.log", environment)
                servers = {"postgres": await _postmaster(database), "nats": server.pid}
                return await _act(plan, [phone for phone, _ in phones], city, servers, database, settings)
        finally:
            await database.close()


def _posts(plan: Plan, ports: list[int]) -> list[Post]:
    connectors = [Post(Role.CONNECTOR, account, port) for account, port in zip(ACCOUNTS, ports, strict=True)]
    workers = [Post(Role.WORKER, f"worker-{number}") for number in range(plan.workers)]
    return [*connectors, *workers, Post(Role.SCHEDULER), Post(Role.WEB)]


async def _prepare(database: Database, settings: Settings) -> None:
    now = SystemClock().now()
    await database.write(upgrade)
    await database.write(lambda c: bind_everybody(c, settings, ACCOUNTS[0], now))


async def _postmaster(database: Database) -> int:
    pid = await database.read(lambda c: c.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
    return int(psutil.Process(pid).ppid())


@contextlib.asynccontextmanager
async def _phones(plan: Plan) -> AsyncIterator[list[tuple[Phone, int]]]:
    """Each account has one group of every grid, so that every grid is heard through both."""
    async with contextlib.AsyncExitStack() as stack:
        phones = []
        for which, account in enumerate(ACCOUNTS):
            talks = [Talk(plan.seed, groups_of(grid)[which], 1 + 50 * which) for grid in range(plan.grids)]
            phone = Phone(account, talks, plan.seed)
            server = await asyncio.start_server(phone.serve, "127.0.0.1", 0, limit=1 << 24)
            stack.callback(server.close)
            phones.append((phone, server.sockets[0].getsockname()[1]))
        yield phones


async def _act(
    plan: Plan, phones: list[Phone], city: City, servers: dict[str, int], database: Database, settings: Settings
) -> Verdict:
    meter = Meter()
    watching = None
    try:
        await city.open()
        await _until(lambda: _all_there(phones), 60)
        watching = asyncio.create_task(_watch(meter, city, servers))
        meter.look(city, servers)
        meter.begin()
        begun = time.perf_counter()
        killing = asyncio.create_task(_kill(plan, city, phones))
        speaking = [phone.speak(plan.rate / len(phones), begun + plan.seconds) for phone in phones]
        await asyncio.gather(*speaking)
        killing.cancel()
        spoken = time.perf_counter() - begun
        said = sum(len(phone.delivered) for phone in phones)
        await _until(lambda: _handled(database, said), PATIENCE)
        handled = time.perf_counter() - begun
        meter.look(city, servers)
        await _until(lambda: _all_sent(database), 60)
        await city.close()  # so that nothing is said any more while it is counted
        return await judge(phones, city, database, settings, meter.spent(), spoken, handled)
    finally:
        if watching is not None:
            watching.cancel()
        await city.close()


async def _kill(plan: Plan, city: City, phones: list[Phone]) -> None:
    for number in itertools.count():
        await asyncio.sleep(plan.kill_every or 3600)
        post = city.any_of(Role.WORKER if number % 2 == 0 else Role.CONNECTOR)
        for phone in phones:
            if phone.account == post.account:
                phone.killed()
        await city.kill(post)


async def _watch(meter: Meter, city: City, servers: dict[str, int]) -> None:
    while True:
        meter.look(city, servers)
        await asyncio.sleep(0.25)


async def _all_there(phones: list[Phone]) -> bool:
    return all(phone.is_connected for phone in phones)


async def _handled(database: Database, said: int) -> bool:
    query = select(func.count()).select_from(message).where(message.c.handled_at.is_not(None))
    return (await database.read(lambda c: c.scalar(query)) or 0) >= said


async def _all_sent(database: Database) -> bool:
    query = select(func.count()).select_from(outbox).where(outbox.c.state.in_(["queued", "claimed"]))
    return not await database.read(lambda c: c.scalar(query))


async def _until(true: Callable[[], Awaitable[bool]], seconds: float) -> None:
    """Wait for a condition, not for ever: the verdict tells what is missing."""
    for _ in range(round(seconds / 0.2)):
        if await true():
            return
        await asyncio.sleep(0.2)
