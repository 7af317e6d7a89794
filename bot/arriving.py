"""Messages on their way in: each chat in its order, no chat before all others, photos looked at meanwhile."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from handlers.messages.store import Arrival
from models.messages import Incoming
from models.photo import Photo

MOST = 500  # messages of one transaction
MOST_OF_A_CHAT = 50  # of them: a flood in one group must not hold up the others

Looked = tuple[Photo | None, str]  # a kept photo, or why it was refused


class Call:
    """Somebody who waits until a number of messages are stored and handled."""

    def __init__(self, count: int) -> None:
        self.done: asyncio.Future[list[int | None]] = asyncio.get_running_loop().create_future()
        self._ids: list[int | None] = [None] * count
        self._left = count

    def finish(self, at: int, message_id: int | None) -> None:
        self._ids[at] = message_id
        self._left -= 1
        if not self._left and not self.done.done():
            self.done.set_result(self._ids)

    def fail(self, error: Exception) -> None:
        if not self.done.done():
            self.done.set_exception(error)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One message that waits, with who waits for it."""

    call: Call
    at: int
    incoming: Incoming
    photo: asyncio.Future[Looked] | None
    valve: str  # what the valve says of its sender
    begun: float = field(default_factory=time.perf_counter)

    @property
    def chat(self) -> tuple[str, str]:
        return self.incoming.channel, self.incoming.chat_id

    @property
    def is_ready(self) -> bool:
        return self.photo is None or self.photo.done()


class Batch:
    """Messages that are taken in together, with the photos that came with them."""

    def __init__(self, waiting: Sequence[Waiting]) -> None:
        self.begun = [each.begun for each in waiting]
        self.photos: list[Photo] = []
        self.arrivals: list[Arrival] = []
        for each in waiting:
            photo, refused = each.photo.result() if each.photo is not None else (None, "")
            self.photos += [photo] if photo is not None else []
            self.arrivals.append(Arrival(each.incoming, photo.sha256 if photo else None, refused, each.valve))


class Arriving:
    """The queue in front of the inbox: one for each chat, so that a long one costs the others nothing."""

    def __init__(self) -> None:
        self._chats: dict[tuple[str, str], deque[Waiting]] = {}

    def __bool__(self) -> bool:
        return bool(self._chats)

    def add(self, waiting: Waiting) -> None:
        self._chats.setdefault(waiting.chat, deque()).append(waiting)

    async def take(self) -> list[Waiting]:
        """What may go together now; a message whose photo is not ready holds up its own chat only."""
        while not (taken := self._ready()):
            first = [queue[0].photo for queue in self._chats.values()]
            await asyncio.wait([photo for photo in first if photo], return_when=asyncio.FIRST_COMPLETED)
        return taken

    def _ready(self) -> list[Waiting]:
        """In the order of arrival; a chat that has more to say comes behind all others at the next look."""
        taken: list[Waiting] = []
        for chat in list(self._chats):
            most = min(MOST_OF_A_CHAT, MOST - len(taken))
            if not most:
                break
            queue = self._chats.pop(chat)
            while queue and most and queue[0].is_ready:
                taken.append(queue.popleft())
                most -= 1
            if queue:
                self._chats[chat] = queue
        return sorted(taken, key=lambda waiting: waiting.begun)
