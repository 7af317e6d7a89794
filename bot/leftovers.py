"""What is stored and nobody is handling any more: put back by hand, or left by a database that was away just then."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from bot.clock import Clock
from bot.database import Database
from bot.faults import told
from bot.inbox import Inbox
from models.queries.messages import left_unhandled

log = logging.getLogger(__name__)

LEFT = timedelta(seconds=60)  # far longer than a message takes that somebody has in hand
EVERY_SECONDS = 10.0


class Leftovers:
    """Looks for them in a program that is alone on its database; a city has bot/city/sweep.py."""

    def __init__(self, inbox: Inbox, database: Database, clock: Clock) -> None:
        self._inbox, self._database, self._clock = inbox, database, clock

    async def run(self, every: float = EVERY_SECONDS) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(every)
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - the outer loop: what is left now is found at the next look
                log.warning("the look for what is left was interrupted: %s", told(error))

    async def look(self) -> int:
        """Handle what was left, in its order; how many messages there were."""
        before = self._clock.now() - LEFT
        left = await self._database.read(lambda connection: left_unhandled(connection, before))
        for message_id in left:
            await self._inbox.handle(message_id)
        return len(left)
