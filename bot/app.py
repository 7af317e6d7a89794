"""The only assembler: from the configuration to a running program, for every door and every test."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from bot.channels.base import Channel
from bot.clock import Clock, SystemClock
from bot.database import Database
from bot.inbox import Inbox
from bot.outbox import Outbox
from bot.photos import PhotoStore
from bot.scheduler import Scheduler
from handlers.house import House
from handlers.reading.lexicon import Lexicon
from models.schema import upgrade
from models.settings import Settings


@dataclass
class App:
    """Everything that runs, wired together."""

    settings: Settings
    clock: Clock
    database: Database
    photos: PhotoStore
    house: House
    inbox: Inbox
    scheduler: Scheduler
    outboxes: list[Outbox] = field(default_factory=list)

    def outbox(self, channel: Channel) -> Outbox:
        """The sender for a channel."""
        sender = Outbox(self.database, channel, self.clock, self.settings.budget, self.photos.load)
        self.outboxes.append(sender)
        return sender

    async def serve(self, channels: list[Channel]) -> None:
        """Run until cancelled, or until a channel ends by itself (the console's does)."""
        await self.inbox.resume()
        senders = [asyncio.create_task(self.outbox(channel).run()) for channel in channels]
        scheduler = self.scheduler.start()
        try:
            async with asyncio.TaskGroup() as group:
                for channel in channels:
                    group.create_task(channel.run(self.inbox.receive))
        finally:
            scheduler.shutdown(wait=False)
            for sender in senders:
                sender.cancel()
            await asyncio.gather(*senders, return_exceptions=True)

    async def close(self) -> None:
        await self.database.close()


async def open_app(
    settings: Settings,
    clock: Clock | None = None,
    *,
    prepare: Callable[[Connection], None] = upgrade,
    lexicon: Lexicon | None = None,
) -> App:
    """The program on its database, which is brought to the newest schema first."""
    clock = clock or SystemClock()
    database = Database(settings.database.url.get_secret_value(), settings.database.window_ms)
    await database.open()
    await database.write(prepare)
    photos = PhotoStore(settings.media.folder)
    house = House(settings, lexicon)
    inbox = Inbox(database, lambda: house, photos, clock)
    scheduler = Scheduler(database, lambda: house, clock)
    return App(settings, clock, database, photos, house, inbox, scheduler)
