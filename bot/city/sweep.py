"""What nobody comes back for: messages whose worker and whose bundle are both gone, photos that were taken long ago."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.city.arriving import Arriving
from bot.clock import Clock
from bot.database import Database
from bot.inbox import Inbox
from models.queries.messages import left_unhandled

log = logging.getLogger(__name__)

LEFT = timedelta(minutes=5)  # far longer than any worker needs, or than NATS waits for one
EVERY_SECONDS = 60.0


class Sweep:
    """Runs beside the scheduler."""

    def __init__(self, inbox: Inbox, database: Database, arriving: Arriving, clock: Clock) -> None:
        self._inbox, self._database, self._arriving, self._clock = inbox, database, arriving, clock

    async def run(self, every: float = EVERY_SECONDS) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.look()
            except (SQLAlchemyError, OSError) as error:
                log.warning("sweeping was interrupted: %s", type(error).__name__)
            await asyncio.sleep(every)

    async def look(self) -> int:
        """Handle what was left; how many messages there were."""
        now = self._clock.now()
        left = await self._database.read(lambda connection: left_unhandled(connection, now - LEFT))
        for message_id in left:
            await self._inbox.handle(message_id)
        await self._arriving.forget_old(now)
        return len(left)
