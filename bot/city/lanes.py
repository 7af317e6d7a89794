"""From a channel to JetStream: in order within a partition, partitions side by side, nothing counted before it is safe.

A message is safe once JetStream has said so, or once it lies in the spool. Messages of one partition that arrive close
together travel as one bundle, because a partition has one delivery under way at a time.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import NamedTuple, Protocol

from nats.errors import Error as NatsError

from bot.city.spool import Kept, Spool
from bot.city.wire import bundle, name_of

log = logging.getLogger(__name__)

MOST_IN_BUNDLE = 64
MOST_BYTES = 256 << 10  # far below what a server takes as one message
RETRY_SECONDS = 1.0


class Publisher(Protocol):
    """Where bundles go; raises NatsError, OSError or TimeoutError where it cannot tell that one is safe."""

    @property
    def is_connected(self) -> bool: ...

    async def publish(self, partition: int, name: str, payload: bytes) -> None: ...


class _Waiting(NamedTuple):
    packet: bytes
    safe: asyncio.Future[None]


class Lanes:
    """One queue for each partition that has something waiting."""

    def __init__(self, account: str, publisher: Publisher, spool: Spool, pause: float) -> None:
        """`pause`: seconds between two bundles of one partition, in which company may come."""
        self._account, self._publisher, self._spool, self._pause = account, publisher, spool, pause
        self._waiting: dict[int, deque[_Waiting]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def put(self, partition: int, packet: bytes) -> None:
        """Returns once the packet is safe; raises where neither JetStream nor the disk takes it."""
        safe: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue = self._waiting.get(partition)
        if queue is None:
            queue = self._waiting[partition] = deque()
            task = asyncio.create_task(self._empty(partition, queue))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        queue.append(_Waiting(packet, safe))
        await safe

    async def run(self) -> None:
        """Hand over what the spool holds, oldest first, until cancelled; then let go of everything under way."""
        try:
            while True:
                if not (self._spool.waiting and self._publisher.is_connected and await self._unspool()):
                    await asyncio.sleep(RETRY_SECONDS)
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _empty(self, partition: int, queue: deque[_Waiting]) -> None:
        try:
            while queue:
                await self._hand_over(partition, _taken(queue))
                await asyncio.sleep(self._pause)
        finally:
            del self._waiting[partition]
            for waiting in queue:
                waiting.safe.cancel()

    async def _hand_over(self, partition: int, taken: list[_Waiting]) -> None:
        payload = bundle([waiting.packet for waiting in taken])
        try:
            await self._make_safe(partition, name_of(self._account, payload), payload)
        except Exception as error:  # noqa: BLE001 - handed to whoever brought the messages
            for waiting in taken:
                _settle(waiting.safe, error)
        else:
            for waiting in taken:
                _settle(waiting.safe, None)

    async def _make_safe(self, partition: int, name: str, payload: bytes) -> None:
        if self._publisher.is_connected and not self._spool.waiting:
            try:
                await self._publisher.publish(partition, name, payload)
            except (NatsError, OSError, TimeoutError) as error:
                log.warning("NATS takes nothing (%s); messages wait in the spool", type(error).__name__)
            else:
                return
        await self._spool.add(partition, name, payload)

    async def _unspool(self) -> bool:
        """Whether all that was looked at went out."""
        handed: list[Kept] = []
        kept = await self._spool.oldest()
        try:
            for one in kept:
                await self._publisher.publish(one.partition, one.name, one.payload)
                handed.append(one)
        except (NatsError, OSError, TimeoutError) as error:
            log.warning("%d bundles still wait in the spool: %s", self._spool.waiting, type(error).__name__)
        finally:
            await self._spool.remove(handed)
        return bool(handed) and len(handed) == len(kept)


def _taken(queue: deque[_Waiting]) -> list[_Waiting]:
    """The next messages, as many as one bundle holds; at least one."""
    taken = [queue.popleft()]
    size = len(taken[0].packet)
    while queue and len(taken) < MOST_IN_BUNDLE and size + len(queue[0].packet) <= MOST_BYTES:
        taken.append(queue.popleft())
        size += len(taken[-1].packet)
    return taken


def _settle(safe: asyncio.Future[None], error: Exception | None) -> None:
    if safe.done():  # whoever waited was cancelled
        return
    if error is None:
        safe.set_result(None)
    else:
        safe.set_exception(error)
