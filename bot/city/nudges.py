"""Tells the connectors of the accounts concerned that something waits for them, so that they need not ask all the time.

Words that wait lie in the database, where connectors would find them by themselves a little later.
"""

from __future__ import annotations

import asyncio
import logging

from nats.errors import Error as NatsError
from sqlalchemy.exc import SQLAlchemyError

from bot.city.link import Link
from bot.database import Database
from models.queries.bindings import accounts_with_news, newest_queued

log = logging.getLogger(__name__)

EVERY_SECONDS = 0.25


class Nudges:
    """Looks for new words of any process; a nudge too many does no harm."""

    def __init__(self, link: Link, database: Database) -> None:
        self._link, self._database = link, database
        self._seen = 0

    async def run(self, every: float = EVERY_SECONDS) -> None:
        """Until cancelled."""
        self._seen = await self._database.read(newest_queued)
        while True:
            await asyncio.sleep(every)
            try:
                await self.look()
            except (SQLAlchemyError, NatsError, OSError) as error:
                log.warning("no nudges: %s", type(error).__name__)

    async def look(self) -> frozenset[str]:
        """The accounts that were told."""
        newest = await self._database.read(newest_queued)
        if newest <= self._seen:
            return frozenset()
        accounts = await self._database.read(lambda connection: accounts_with_news(connection, self._seen))
        self._seen = newest
        for account in accounts:
            await self._link.client.publish(self._link.names.outgoing(account), b"")
        return accounts
