"""The one interface that every channel offers: it translates, and knows nothing of cases."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from models.messages import Incoming, Outgoing

Receive = Callable[[Incoming], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Health:
    """What a channel knows of its own state."""

    connected: bool
    logged_in: bool
    note: str = ""

    @property
    def well(self) -> bool:
        """Whether messages come and go."""
        return self.connected and self.logged_in


class Channel(Protocol):
    """A door. `run` lasts until it is cancelled; bad input of any kind never makes it raise."""

    name: str
    posts: bool  # false: what is "sent" stays here, as in a shadow pilot

    async def run(self, receive: Receive) -> None:
        """Deliver messages of one chat one at a time, in order, until cancelled."""
        ...

    async def send(self, outgoing: Outgoing) -> str:
        """Send one message and return its external id, or "" where the channel does not tell it.

        Raises SendFailed, whose `retry` and `unknown` say whether it may have arrived.
        """
        ...

    def health(self) -> Health: ...
