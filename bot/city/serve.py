"""What each role runs."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable

from bot.app import App
from bot.channels.base import Channel
from bot.city.arriving import Arriving
from bot.city.connector import Connector
from bot.city.lanes import Lanes
from bot.city.link import Link
from bot.city.names import checked_account
from bot.city.nudges import Nudges
from bot.city.spool import Spool
from bot.city.stream import prepare
from bot.city.sweep import Sweep
from bot.city.whereabouts import Whereabouts
from bot.city.worker import Worker
from bot.delivering.serve import deliveries
from bot.health.watch import watching
from bot.leftovers import Leftovers
from bot.outbox import Outbox
from bot.roles import Role, Runs, run_together, until_cancelled
from bot.web.site import Site
from models.errors import LinliError
from models.settings import Settings

log = logging.getLogger(__name__)

Open = Callable[[App], Channel]
TRY_AGAIN_SECONDS = 5.0


async def serve_as(role: Role, app: App, open_channel: Open, *beside: Runs) -> None:
    """Be one part of the whole, or all of it, until cancelled. `beside` runs in every role."""
    check_role(role, app.settings)
    if role is Role.ALL:
        channel = open_channel(app)
        left = Leftovers(app.inbox, app.database, app.clock)
        await app.serve([channel], left, deliveries(app), *pages(app), *watching(app, [channel]), *beside)
    elif role is Role.CONNECTOR:
        channel = open_channel(app)
        await _connect(app, channel, (*watching(app, [channel]), *beside))
    elif role is Role.WORKER:
        await _work(app, (*watching(app), *beside))
    elif role is Role.SCHEDULER:
        await _schedule(app, (*watching(app), *beside))
    else:
        await run_together([until_cancelled()], (*pages(app), *watching(app), *beside))


def pages(app: App) -> tuple[Runs, ...]:
    """The site, where the configuration wants one."""
    return (Site(app),) if app.settings.web.enabled else ()


def check_role(role: Role, settings: Settings) -> None:
    """Raises LinliError where the configuration has not what a role needs."""
    if role is Role.ALL:
        return
    if settings.database.url.get_secret_value().startswith("sqlite"):
        raise LinliError(
            f"--role {role}: SQLite is one machine's own -> set LINLI_DATABASE__URL to a PostgreSQL database,"
            " or run everything in one process: --role all"
        )
    if role in (Role.CONNECTOR, Role.WORKER) and not settings.nats.url.get_secret_value():
        raise LinliError(f"--role {role}: nats.url is empty -> write the address of NATS, nats://host:4222")


async def _connect(app: App, channel: Channel, beside: tuple[Runs, ...]) -> None:
    """A connector listens from the first moment, whether NATS is there or not."""
    settings, account = app.settings, checked_account(channel.name)
    link, spool, outbox = Link(settings.nats), Spool(settings.nats.spool, account), app.outbox(channel)
    whereabouts = Whereabouts(settings, account, app.database)
    lanes = Lanes(account, link, spool, settings.nats.bundle_ms / 1000)
    connector = Connector(whereabouts, lanes, Arriving(settings.media.folder))
    await spool.open()
    await whereabouts.look()
    try:
        parts: tuple[Runs, ...] = (_Opening(link, outbox, account), whereabouts, lanes, outbox, *beside)
        await run_together([channel.run(connector.receive)], parts)
    finally:
        await link.close()
        await spool.close()


class _Opening:
    """Opens a connector's link as soon as that can be, and says what is in the way."""

    def __init__(self, link: Link, outbox: Outbox, account: str) -> None:
        self._link, self._outbox, self._account = link, outbox, account

    async def run(self) -> None:
        while not self._link.ready:
            try:
                await self._link.open()
                await prepare(self._link)
                await self._link.hear(self._link.names.outgoing(self._account), self._outbox.nudge)
                self._link.ready = True
            except LinliError as error:
                log.error("messages wait in the spool: %s", error)
                await self._link.close()
                await asyncio.sleep(TRY_AGAIN_SECONDS)


async def _work(app: App, beside: tuple[Runs, ...]) -> None:
    async with _linked(app) as link:
        arriving = Arriving(app.settings.media.folder)
        worker = Worker(link, app.inbox, app.database, app.current, arriving, app.clock)
        await run_together([worker.run()], (Nudges(link, app.database), *beside))


async def _schedule(app: App, beside: tuple[Runs, ...]) -> None:
    sweep = Sweep(app.inbox, app.database, Arriving(app.settings.media.folder), app.clock)
    async with contextlib.AsyncExitStack() as stack:
        nudges: tuple[Runs, ...] = ()
        if app.settings.nats.url.get_secret_value():
            nudges = (Nudges(await stack.enter_async_context(_linked(app)), app.database),)
        stack.enter_context(app.scheduling())
        await run_together([until_cancelled()], (sweep, deliveries(app), *nudges, *beside))


@contextlib.asynccontextmanager
async def _linked(app: App) -> AsyncIterator[Link]:
    """A link whose stream is there. Raises LinliError, with the cure, where that cannot be."""
    link = Link(app.settings.nats)
    try:
        await link.open()
        await prepare(link)
        link.ready = True
        yield link
    finally:
        await link.close()
