"""A worker: takes bundles, hands their messages to the inbox, and lets them be acknowledged after the commit.

A bundle that comes again is harmless: the inbox knows each message by its key, and handles what was stored but not
handled. While the database is away a worker keeps what it has and tries again. A message that cannot be stored, or that
ended its worker too often, is set aside with its reason.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from nats.aio.msg import Msg

from bot.city.arriving import Arriving
from bot.city.link import Link
from bot.city.pull import Pull
from bot.city.wire import NotReadable, Packet, unbundle, unpack
from bot.clock import Clock
from bot.database import Database
from bot.faults import is_away, kind_of, told
from bot.inbox import Inbox
from bot.reload import Current
from handlers.messages.set_aside import known_as, set_aside, unreadable
from models.messages import Incoming
from models.queries.messages import waits

log = logging.getLogger(__name__)

PAUSES = (0.2, 1.0, 5.0)  # between two tries while the database is away
WORN_OUT = "ended its worker too often"


class Worker:
    """Handles what the partitions hold, side by side; within a partition one after the other."""

    def __init__(
        self, link: Link, inbox: Inbox, database: Database, current: Current, arriving: Arriving, clock: Clock
    ) -> None:
        self._link, self._inbox, self._database, self._current = link, inbox, database, current
        self._arriving, self._clock = arriving, clock

    async def run(self) -> None:
        """Until cancelled."""
        await Pull(self._link, self.take).run()

    async def take(self, partition: int, message: Msg) -> bool:
        """Whether every message of a bundle is in the database now, handled or set aside; else it has to come again."""
        try:
            async with self._in_progress(message):
                await self._take(partition, message)
        except Exception as error:  # noqa: BLE001 - the outer loop: the partition goes on
            log.error("bundle=%d failed and comes again: %s", message.metadata.sequence.stream, told(error))
            return False
        return True

    async def _take(self, partition: int, message: Msg) -> None:
        packets = await self._read(partition, message)
        if message.metadata.num_delivered > self._link.settings.most_deliveries:
            packets = await self._without_suspect(packets)
        try:
            await self._receive(packets)
        except Exception as error:  # noqa: BLE001 - one of them: each is tried by itself
            log.warning("%d messages failed together: %s", len(packets), told(error))
            for packet in packets:
                await self._receive_alone(packet)

    async def _read(self, partition: int, message: Msg) -> list[Packet]:
        """The messages of a bundle; what cannot be read is set aside."""
        number, read = message.metadata.sequence.stream, []
        try:
            for at, raw in enumerate(unbundle(message.data)):
                try:
                    read.append(unpack(raw))
                except NotReadable as error:
                    await self._unreadable(partition, f"{number}-{at}", bytes(raw), error)
        except NotReadable as error:
            await self._unreadable(partition, str(number), message.data, error)
        return read

    async def _without_suspect(self, packets: list[Packet]) -> list[Packet]:
        """Of a bundle that ended its worker too often, the first message that waits is the one; it is set aside."""
        for at, packet in enumerate(packets):
            known = await self._database.read(lambda connection: known_as(connection, packet.message))  # noqa: B023
            if known is None or waits(known):
                await self._set_aside(packet.message, WORN_OUT)
                return [*packets[:at], *packets[at + 1 :]]
        return packets

    async def _receive_alone(self, packet: Packet) -> None:
        try:
            await self._receive([packet])
        except Exception as error:  # noqa: BLE001 - the database is there and refuses it
            await self._set_aside(packet.message, told(error))

    async def _receive(self, packets: Sequence[Packet]) -> None:
        """Hand over, for as long as it takes the database and the media folder to come back."""
        tries = 0
        while True:
            try:
                await self._inbox.receive_many([await self._with_photo(packet) for packet in packets])
            except Exception as error:
                if not is_away(error):
                    raise
                log.warning("database or media folder are away (%s); messages wait", kind_of(error))
                await asyncio.sleep(PAUSES[min(tries, len(PAUSES) - 1)])
                tries += 1
            else:
                return

    async def _with_photo(self, packet: Packet) -> Incoming:
        if not packet.photo:
            return packet.message
        return replace(packet.message, photo=await self._arriving.fetch(packet.photo))

    async def _unreadable(self, partition: int, number: str, payload: bytes, error: NotReadable) -> None:
        where = self._link.names.incoming(partition)
        await self._set_aside(unreadable(where, number, payload, self._clock.now()), str(error))

    async def _set_aside(self, incoming: Incoming, reason: str) -> None:
        house, now = self._current(), self._clock.now()
        log.error("a message of %s is set aside: %s", incoming.channel, reason)
        await self._database.write(lambda connection: set_aside(connection, incoming, house, now, reason))

    @contextlib.asynccontextmanager
    async def _in_progress(self, message: Msg) -> AsyncIterator[None]:
        """Tell NATS that the bundle is being worked on, so that it goes to nobody else meanwhile."""

        async def tell() -> None:
            while True:
                await asyncio.sleep(self._link.settings.ack_wait_seconds / 3)
                await message.in_progress()

        telling = asyncio.create_task(tell())
        try:
            yield
        finally:
            telling.cancel()
