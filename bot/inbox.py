"""The way in: store what arrived, then handle it, in order, and never lose it.

Storing and handling are two changes to the database. What was stored but not handled when the program ended is handled
at the next start, in its order. A message that keeps failing is set aside with its reason and blocks nobody.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from sqlalchemy import Connection

from bot.clock import Clock
from bot.database import Database
from bot.faults import told
from bot.health.figures import Figures
from bot.photos import PhotoStore, Sticker, take_in
from handlers.house import House
from handlers.messages.handle import handle_message
from handlers.messages.store import store_incoming
from models.errors import PhotoRefused
from models.messages import Incoming
from models.photo import Photo
from models.queries.media import note_photo
from models.queries.messages import MOST_TRIES, note_failure, unhandled

log = logging.getLogger(__name__)

SLOW_MS = 500


class Inbox:
    """Takes in messages of every channel. `receive` returns once a message is stored and handled."""

    def __init__(
        self,
        database: Database,
        house: Callable[[], House],
        photos: PhotoStore,
        clock: Clock,
        figures: Figures | None = None,
    ) -> None:
        self._figures = figures or Figures()
        self._database = database
        self._house = house
        self._photos = photos
        self._clock = clock

    async def receive(self, incoming: Incoming) -> int | None:
        """The id of the stored message, or None for a repeat."""
        taken, refused = await self._keep_photo(incoming)
        house, now = self._house(), self._clock.now()
        self._figures.received(incoming.channel, now)

        def store(connection: Connection) -> int | None:
            # In one transaction: a photo without its message is what the nightly job deletes.
            if taken is not None:
                note_photo(connection, taken.row(), now)
            photo = taken.sha256 if taken is not None else None
            return store_incoming(
                connection, incoming, house.settings, now, photo=photo, refused=refused, keys=house.keys
            )

        message_id = await self._database.write(store)
        if message_id is None:
            self._figures.repeated()
        else:
            await self.handle(message_id)
        return message_id

    async def resume(self) -> int:
        """Handle what was stored but not handled before the last end; how many there were."""
        waiting = await self._database.read(lambda connection: unhandled(connection, MOST_TRIES))
        for message_id in waiting:
            await self.handle(message_id)
        return len(waiting)

    async def handle(self, message_id: int) -> None:
        """Handle one stored message; after the last failed try it is set aside with its reason."""
        for attempt in range(1, MOST_TRIES + 1):
            begun = time.perf_counter()
            try:
                outcome = await self._database.write(
                    lambda connection: handle_message(connection, self._house(), message_id, self._clock.now())
                )
            except Exception as error:  # noqa: BLE001 - the outer loop: nothing may stop the group's next message
                self._house().forget_said()
                reason = told(error)  # the error's own words may quote the message
                log.error("message=%d try=%d failed: %s", message_id, attempt, reason)
                self._figures.error("message" if attempt < MOST_TRIES else "set aside")
                await self._database.write(lambda connection: note_failure(connection, message_id, reason))  # noqa: B023
            else:
                spent = (time.perf_counter() - begun) * 1000
                self._figures.handled(outcome, spent / 1000)
                level = logging.WARNING if spent > SLOW_MS else logging.INFO
                log.log(level, "message=%d outcome=%s ms=%.1f", message_id, outcome, spent)
                return

    async def _keep_photo(self, incoming: Incoming) -> tuple[Photo | None, str]:
        """(the photo, "") of a kept photo, (None, why) of a refused one, (None, "") without one."""
        if not incoming.photo:
            return None, ""
        try:
            taken = await asyncio.to_thread(take_in, incoming.photo, self._house().settings.media)
        except PhotoRefused as error:
            log.warning("photo refused chat=%s: %s", incoming.channel, error)
            return None, str(error)
        if isinstance(taken, Sticker):
            return None, "sticker"
        await asyncio.to_thread(self._photos.save, taken)
        return taken, ""
