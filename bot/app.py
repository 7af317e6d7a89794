"""The only assembler: from the configuration to a running program, for every door and every test."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from sqlalchemy import Connection

from bot.attachments import Attachments
from bot.backup.nightly import Nightly
from bot.channels.base import Channel
from bot.clock import Clock, SystemClock
from bot.covering.redactor import Redactor, redactor
from bot.database import Database
from bot.digest.painter import Painter
from bot.health.figures import Figures
from bot.inbox import Inbox
from bot.outbox import Outbox
from bot.pace import Pace
from bot.photos import PhotoStore
from bot.photos.tidy import delete_unused_photos
from bot.reload import Current
from bot.roles import Runs, run_together
from bot.scheduler import Scheduler
from bot.tidy import tidy_months
from handlers.actions.quiet import out_of_quiet
from handlers.house import House
from handlers.reading.lexicon import Lexicon
from models.queries.months import make_months
from models.schema import upgrade
from models.settings import Settings

log = logging.getLogger(__name__)


@dataclass
class App:
    """Everything that runs, wired together."""

    clock: Clock
    database: Database
    photos: PhotoStore
    current: Current
    inbox: Inbox
    scheduler: Scheduler
    figures: Figures
    redactor: Callable[[], Redactor | None] = redactor

    @property
    def house(self) -> House:
        """The house in force; a reload may have put another in its place since the start."""
        return self.current.house

    @property
    def settings(self) -> Settings:
        return self.house.settings

    def outbox(self, channel: Channel) -> Outbox:
        """The sender for a channel."""
        pace = Pace(self.settings.budget, self._awake)
        return Outbox(
            self.database,
            channel,
            self.clock,
            pace,
            Attachments(self.photos.load, self._public, self.painter.draw),
            figures=self.figures,
            keys=self.house.keys,
        )

    @cached_property
    def painter(self) -> Painter:
        """Draws the weekly pictures."""
        return Painter(self.database, self.current, self.clock, self.photos.load, self._covers)

    def _public(self, photo: bytes) -> bytes | None:
        """A cadre's photo as the group sees it. Without a redactor it goes as it is: he was told so and chose it."""
        covers = self._covers()
        return covers.cover(photo) if covers is not None else photo

    def _covers(self) -> Redactor | None:
        return self.redactor()

    def _awake(self, group_id: str, moment: datetime) -> datetime:
        """From when on a group may be spoken to."""
        return out_of_quiet(moment, self.settings, group_id)

    async def serve(self, channels: Sequence[Channel], *beside: Runs) -> None:
        """Be the whole program, until cancelled or until the channels end by themselves (the console's does)."""
        outboxes = [self.outbox(channel) for channel in channels]
        await run_together([self._listen(channels)], (*outboxes, *beside))
        for outbox in outboxes:  # the channels ended by themselves: say what is still to be said
            await outbox.pump()

    async def _listen(self, channels: Sequence[Channel]) -> None:
        """What was stored before the last end comes first; whoever watches sees how much of it is left."""
        await self.inbox.resume()
        with self.scheduling():
            async with asyncio.TaskGroup() as group:
                for channel in channels:
                    group.create_task(channel.run(self.inbox.receive))

    @contextlib.contextmanager
    def scheduling(self) -> Iterator[None]:
        """The jobs fire as long as this lasts."""
        scheduler = self.scheduler.start()
        try:
            yield
        finally:
            scheduler.shutdown(wait=False)

    async def close(self) -> None:
        await self.inbox.settled()
        await self.database.close()


async def open_app(
    settings: Settings,
    clock: Clock | None = None,
    *,
    prepare: Callable[[Connection], None] = upgrade,
    lexicon: Lexicon | None = None,
    config: Path | None = None,
) -> App:
    """The program on its database, which is brought to the newest schema first; `config` is what backups take along."""
    clock = clock or SystemClock()
    database = Database(settings.database.url.get_secret_value(), settings.database.window_ms)
    await database.open()
    await database.write(prepare)
    photos = PhotoStore(settings.media.folder)
    current = Current(House(settings, lexicon))
    figures = Figures()
    inbox = Inbox(database, current, photos, clock, figures)
    await database.write(lambda connection: make_months(connection, clock.now()))
    after: dict[str, Callable[[], Awaitable[None]]] = {
        "forget_old_chat": partial(tidy_up, database, current, clock, photos),
        "back_up": Nightly(lambda: current.house.settings, config, clock),
    }
    scheduler = Scheduler(database, current, clock, after, figures)
    return App(clock, database, photos, current, inbox, scheduler, figures)


async def tidy_up(database: Database, house: Callable[[], House], clock: Clock, photos: PhotoStore) -> None:
    await tidy_months(database, house, clock)
    await delete_unused_photos(database, photos, clock.now())
