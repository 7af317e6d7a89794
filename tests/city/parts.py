"""A connector and a worker in one process, on real NATS and a real database."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import select

from bot.app import App, open_app
from bot.city.arriving import Arriving
from bot.city.connector import Connector
from bot.city.lanes import Lanes
from bot.city.link import Link
from bot.city.spool import Spool
from bot.city.stream import prepare
from bot.city.whereabouts import Whereabouts
from bot.city.worker import Worker
from bot.clock import SystemClock
from models.messages import Incoming, MessageKind
from models.settings import DatabaseSettings, NatsSettings, Settings
from models.tables import message
from tests.stories.conftest import lexicon, sample

ACCOUNT = "account-1"


class City:
    """What both sides share."""

    def __init__(self, app: App, folder: Path) -> None:
        self.app, self.folder = app, folder
        self.arriving = Arriving(app.settings.media.folder)
        self._said = 0

    @contextlib.asynccontextmanager
    async def link(self) -> AsyncIterator[Link]:
        link = Link(self.app.settings.nats)
        await link.open()
        await prepare(link)
        link.ready = True
        try:
            yield link
        finally:
            await link.close()

    @contextlib.asynccontextmanager
    async def connector(self, link: Link) -> AsyncIterator[Connector]:
        spool = Spool(self.app.settings.nats.spool, ACCOUNT)
        await spool.open()
        lanes = Lanes(ACCOUNT, link, spool, 0.01)
        emptying = asyncio.create_task(lanes.run())
        try:
            yield Connector(Whereabouts(self.app.settings, ACCOUNT, self.app.database), lanes, self.arriving)
        finally:
            emptying.cancel()
            await asyncio.gather(emptying, return_exceptions=True)
            await spool.close()

    @contextlib.asynccontextmanager
    async def worker(self, link: Link) -> AsyncIterator[Worker]:
        app = self.app
        worker = Worker(link, app.inbox, app.database, app.current, self.arriving, app.clock)
        working = asyncio.create_task(worker.run())
        try:
            yield worker
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)

    def says(self, text: str, *, group: str = "qinshi-1", sender: str = "张阿姨", photo: bytes = b"") -> Incoming:
        self._said += 1
        return Incoming(
            channel=ACCOUNT,
            external_id=f"m{self._said}",
            chat_id=f"room-{group}",
            chat_name=self.app.settings.groups_by_id[group].name,
            is_group=True,
            sender_id=sender,
            sender_name=sender,
            sent_at=self.app.clock.now(),
            kind=MessageKind.PHOTO if photo else MessageKind.TEXT,
            text=text,
            photo=photo,
        )

    async def texts(self, group: str = "qinshi-1") -> list[str]:
        """What of a group is stored and handled, in its order."""
        query = select(message.c.text).where(message.c.group_id == group, message.c.handled_at.is_not(None))
        return await self.app.database.read(lambda c: list(c.scalars(query.order_by(message.c.id))))


async def until(true: Callable[[], Awaitable[bool]], seconds: float = 20) -> None:
    """Wait for a condition."""
    async with asyncio.timeout(seconds):
        for _ in itertools.count():
            if await true():
                return
            await asyncio.sleep(0.02)


def settings_for(folder: Path, nats: str, url: str = "", **more: object) -> Settings:
    between = {"partitions": 4, "max_bytes": 1 << 22, "ack_wait_seconds": 1, "bundle_ms": 10, **more}
    return sample().changed(
        database=DatabaseSettings(url=SecretStr(url or f"sqlite:///{folder / 'linli.db'}"), window_ms=0),
        media=sample().media.model_copy(update={"folder": folder / "media"}),
        nats=NatsSettings.model_validate({"url": SecretStr(nats), "spool": folder / "spool", **between}),
    )


@contextlib.asynccontextmanager
async def city(settings: Settings, folder: Path) -> AsyncIterator[City]:
    app = await open_app(settings, SystemClock(), lexicon=lexicon())
    try:
        yield City(app, folder)
    finally:
        await app.close()
