"""Taking bundles from the partitions: a pull request waits at each, and what comes is acknowledged after the commit.

Every worker asks at every partition. JetStream gives a partition's next bundle to one of those who ask, and none before
the last one is acknowledged; so order holds whoever has it, and nobody has to agree on who serves what.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable

from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from bot.city.link import Link

log = logging.getLogger(__name__)

ASK_SECONDS = 10.0  # how long a pull request waits at the server
GRACE_SECONDS = 2.0
AFTER_TROUBLE = 1.0

Take = Callable[[int, Msg], Awaitable[bool]]


class Pull:
    """The pull requests of one worker. `take` says whether a bundle is done; one that is not comes again."""

    def __init__(self, link: Link, take: Take) -> None:
        self._link, self._take = link, take
        self._inbox = link.client.new_inbox()
        self._arrived: list[asyncio.Queue[Msg | None]] = [asyncio.Queue() for _ in range(link.settings.partitions)]
        self._told = ""
        link.back = self._ask_again

    async def run(self) -> None:
        """Serve all partitions until cancelled."""
        await self._link.client.subscribe(f"{self._inbox}.*", cb=self._note)
        async with asyncio.TaskGroup() as group:
            for partition in range(len(self._arrived)):
                group.create_task(self._serve(partition))

    async def _note(self, message: Msg) -> None:
        """A bundle bears the subject it was published to, an answer about a request that of the request."""
        partition = int(message.subject.rsplit(".", 1)[1])
        self._arrived[partition].put_nowait(message)

    def _ask_again(self) -> None:
        """After an outage the server knows no request of ours any more."""
        for queue in self._arrived:
            queue.put_nowait(None)

    async def _serve(self, partition: int) -> None:
        arrived, asked = self._arrived[partition], False
        while True:
            try:
                if not asked and arrived.empty():
                    await self._ask(partition)
                async with asyncio.timeout(ASK_SECONDS + GRACE_SECONDS):
                    message = await arrived.get()
                if message is not None and _status(message):
                    await self._rest_after(_status(message))
                asked = message is not None and not _status(message) and await self._serve_one(partition, message)
            except TimeoutError:
                asked = False
            except (NatsError, OSError) as error:
                await self._rest_after(type(error).__name__)
                asked = False

    async def _serve_one(self, partition: int, message: Msg) -> bool:
        """Whether the next bundle was asked for with the acknowledgement."""
        try:
            done = await self._take(partition, message)
        except asyncio.CancelledError:
            await message.nak()  # we are ending: another worker may have it at once
            raise
        if not done:
            await message.nak(AFTER_TROUBLE)
            return False
        await self._link.client.publish(message.reply, b"+NXT " + _request(), reply=f"{self._inbox}.{partition}")
        return True

    async def _rest_after(self, trouble: str) -> None:
        """A request that ran out is asked again at once; after anything else the server needs a moment."""
        if trouble.startswith("408"):
            return
        if trouble != self._told:
            self._told = trouble
            log.warning("nats answers a worker: %s", trouble)
        await asyncio.sleep(AFTER_TROUBLE)

    async def _ask(self, partition: int) -> None:
        names = self._link.names
        subject = f"$JS.API.CONSUMER.MSG.NEXT.{names.stream}.{names.consumer(partition)}"
        await self._link.client.publish(subject, _request(), reply=f"{self._inbox}.{partition}")


def _request() -> bytes:
    return json.dumps({"batch": 1, "expires": int(ASK_SECONDS * 1e9)}).encode()


def _status(message: Msg) -> str:
    """What an answer about a request says; nothing for a bundle."""
    headers = message.headers or {}
    return "" if message.data else f"{headers.get('Status', '')} {headers.get('Description', '')}".strip()
