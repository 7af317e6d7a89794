"""A channel whose people live in the program: what is sent is kept. The base of replay, stories and tests."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.channels.base import Health, Receive
from models.messages import Outgoing


@dataclass(frozen=True, slots=True)
class Sent:
    """One message that went out, and when."""

    at: datetime
    outgoing: Outgoing


class MemoryChannel:
    """Keeps what is sent, in order."""

    posts = True

    def __init__(self, name: str, now: Callable[[], datetime], hear: Callable[[Sent], None] | None = None) -> None:
        self.name = name
        self.sent: list[Sent] = []
        self._now = now
        self._hear = hear
        self._numbers = itertools.count(1)

    async def run(self, receive: Receive) -> None:
        """Nothing arrives by itself: whoever plays the people calls `receive`."""

    async def send(self, outgoing: Outgoing) -> str:
        sent = Sent(self._now(), outgoing)
        self.sent.append(sent)
        if self._hear is not None:
            self._hear(sent)
        return f"{self.name}-{next(self._numbers)}"

    def health(self) -> Health:
        return Health(connected=True, logged_in=True)
