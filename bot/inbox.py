"""The way in: store what arrived and handle it, in order, and never lose it.

What arrives at the same time shares one transaction. If anything in it fails, it is done again in small steps: stored
first, then handled one by one. What was stored but not handled when the program ended is handled at the next start, in
its order. A message that keeps failing is set aside with its reason and blocks nobody.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from bot.arriving import Arriving, Batch, Call, Looked, Waiting
from bot.clock import Clock
from bot.database import Database
from bot.faults import is_away, told
from bot.health.figures import Figures
from bot.photos import PhotoStore, Sticker, take_in
from handlers.house import House
from handlers.messages.handle import handle_message, handle_messages
from handlers.messages.store import store_arrivals
from handlers.messages.valve import Valve
from models.case import Message
from models.errors import PhotoRefused
from models.messages import Incoming
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
        self._arriving = Arriving()
        self._valve = Valve()
        self._worker: asyncio.Task[None] | None = None
        self._behind = False  # something may be stored that was not handled

    async def receive(self, incoming: Incoming) -> int | None:
        """The id of the stored message, or None for a repeat."""
        return (await self.receive_many([incoming]))[0]

    async def receive_many(self, arrived: Sequence[Incoming]) -> list[int | None]:
        """The ids of stored messages in the order in which they came, None for each repeat."""
        if not arrived:
            return []
        call, now = Call(len(arrived)), self._clock.now()
        for at, incoming in enumerate(arrived):
            self._figures.received(incoming.channel, now)
            valve = self._valve.weigh(incoming, self._house().settings.budget.sender_per_minute, now)
            photo = asyncio.ensure_future(self._keep_photo(incoming)) if incoming.photo and not valve else None
            self._arriving.add(Waiting(call, at, incoming, photo, valve))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work(), name="inbox")
        return await call.done

    async def settled(self) -> None:
        """Returns once nothing that arrived is waiting."""
        if self._worker is not None:
            await asyncio.wait([self._worker])

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
                self._tell(message_id, outcome, begun)
                return

    async def _work(self) -> None:
        while self._arriving:
            await self._take(await self._arriving.take())

    async def _take(self, waiting: Sequence[Waiting]) -> Exception | None:
        """Take in, and tell whoever brought it; where one message cannot be stored, the others are all the same.

        The error where the database was away: what came later must not be stored before what could not be.
        """
        try:
            await self._catch_up()
            ids = await self._take_in(Batch(waiting))
        except Exception as error:  # noqa: BLE001 - not all was handled: whoever brought it hears of it
            self._behind = True
            if len(waiting) > 1 and not is_away(error):
                return await self._take_one_by_one(waiting)
            for each in waiting:
                each.call.fail(error)
            return error if is_away(error) else None
        for each, message_id in zip(waiting, ids, strict=True):
            each.call.finish(each.at, message_id)
        return None

    async def _take_one_by_one(self, waiting: Sequence[Waiting]) -> Exception | None:
        for at, each in enumerate(waiting):
            if away := await self._take([each]):
                for later in waiting[at + 1 :]:
                    later.call.fail(away)
                return away
        return None

    async def _catch_up(self) -> None:
        """After a failure, what was stored before comes first: whoever brought it may not come again."""
        if self._behind:
            await self.resume()
            self._behind = False

    async def _take_in(self, batch: Batch) -> list[int | None]:
        """Store and handle a batch in one transaction, in small steps where that fails; the ids of what was stored."""
        try:
            stored, outcomes = await self._database.write(lambda connection: self._store_and_handle(connection, batch))
        except Exception as error:  # noqa: BLE001 - what is wrong with one message must not hold up the others
            log.warning("%d messages failed together and are taken one by one: %s", len(batch.begun), told(error))
            self._house().forget_said()
            stored = await self._database.write(lambda connection: self._store(connection, batch))
            for number in [message.id for message in stored if message is not None]:
                await self.handle(number)
        else:
            for message, begun in zip(stored, batch.begun, strict=True):
                if message is None:
                    self._figures.repeated()
                else:
                    self._tell(message.id, outcomes[message.id], begun)
        return [message.id if message else None for message in stored]

    def _store_and_handle(self, connection: Connection, batch: Batch) -> tuple[list[Message | None], dict[int, str]]:
        stored = self._store(connection, batch)
        return stored, handle_messages(connection, self._house(), filter(None, stored), self._clock.now())

    def _store(self, connection: Connection, batch: Batch) -> list[Message | None]:
        now = self._clock.now()
        for photo in batch.photos:
            # In the same transaction: a photo without its message is what the nightly job deletes.
            note_photo(connection, photo.row(), now)
            self._photos.save(photo)  # once more, in case that very job took it for one that nothing shows
        house = self._house()
        return store_arrivals(connection, batch.arrivals, house.settings, now, house.keys)

    async def _keep_photo(self, incoming: Incoming) -> Looked:
        """The photo that is kept, or none and why it was refused."""
        try:
            taken = await asyncio.to_thread(take_in, incoming.photo, self._house().settings.media)
        except PhotoRefused as error:
            log.warning("photo refused chat=%s: %s", incoming.channel, error)
            return None, str(error)
        if isinstance(taken, Sticker):
            return None, "sticker"
        await asyncio.to_thread(self._photos.save, taken)
        return taken, ""

    def _tell(self, message_id: int, outcome: str, begun: float) -> None:
        spent = (time.perf_counter() - begun) * 1000
        self._figures.handled(outcome, spent / 1000)
        level = logging.WARNING if spent > SLOW_MS else logging.INFO
        log.log(level, "message=%d outcome=%s ms=%.1f", message_id, outcome, spent)
