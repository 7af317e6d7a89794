"""From "a message is there" to the bot: each message once, in order within a chat, chats side by side."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from functools import partial

from bot.channels.wechaty.failures import describe
from bot.channels.wechaty.wire import Payload

log = logging.getLogger(__name__)

_REMEMBERED = 20_000
_AT_ONCE = 32  # details asked for at the same time


class Arrivals:
    """Loads what is announced and hands it on. Neither a failing load nor a failing `handle` stops the others.

    load: the details of one message. chat_of: the chat that it must keep its order in. handle: the rest of its way.
    overtake: seconds that one slow load may hold up what was announced after it; the order matters less than all chats.
    """

    def __init__(
        self,
        load: Callable[[str], Awaitable[Payload]],
        chat_of: Callable[[Payload], str],
        handle: Callable[[Payload], Awaitable[None]],
        overtake: float,
    ) -> None:
        self._load, self._chat_of, self._handle, self._overtake = load, chat_of, handle, overtake
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._announced: asyncio.Queue[tuple[str, asyncio.Task[Payload | None]]] = asyncio.Queue()
        self._chats: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[Payload | None] | asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(_AT_ONCE)

    def announce(self, message_id: str) -> None:
        """Begin to load a message, unless it is on its way or was handed on already."""
        if message_id in self._seen:
            return
        self._seen[message_id] = None
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        loading = asyncio.create_task(self._loaded(message_id))
        self._keep(loading)
        self._announced.put_nowait((message_id, loading))

    async def run(self) -> None:
        """Hand on what was announced, until cancelled; then everything under way is cancelled too."""
        try:
            while True:
                message_id, loading = await self._announced.get()
                await asyncio.wait([loading], timeout=self._overtake)
                if loading.done():
                    self._queue(message_id, loading)
                else:
                    log.warning("message %s is slow to load; later ones go first", message_id)
                    loading.add_done_callback(partial(self._queue, message_id))
        finally:
            for task in list(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    def _keep(self, task: asyncio.Task[Payload | None] | asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _loaded(self, message_id: str) -> Payload | None:
        try:
            async with self._slots:
                return await self._load(message_id)
        except Exception as error:  # noqa: BLE001 - one message's failure is not the next one's
            self._seen.pop(message_id, None)  # it may be announced again
            log.error("message %s could not be loaded: %s", message_id, describe(error))
            return None

    def _queue(self, message_id: str, loading: asyncio.Task[Payload | None]) -> None:
        """Let the message wait for the one before it in its chat."""
        payload = None if loading.cancelled() else loading.result()
        if payload is None:
            return
        chat = self._chat_of(payload)
        task = asyncio.create_task(self._handled(message_id, payload, self._chats.get(chat)))
        self._keep(task)
        self._chats[chat] = task
        task.add_done_callback(partial(self._leave, chat))

    def _leave(self, chat: str, done: asyncio.Task[None]) -> None:
        if self._chats.get(chat) is done:
            del self._chats[chat]

    async def _handled(self, message_id: str, payload: Payload, previous: asyncio.Task[None] | None) -> None:
        if previous is not None:
            await asyncio.wait([previous])
        try:
            await self._handle(payload)
        except Exception as error:  # noqa: BLE001 - the outer loop of one message
            self._seen.pop(message_id, None)
            log.error("message %s was not taken: %s", message_id, describe(error))
