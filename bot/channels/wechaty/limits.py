"""How long the channel waits, and how much it takes in."""

from __future__ import annotations

from dataclasses import dataclass

from models.settings import WechatySettings


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds, sizes in bytes."""

    rpc: float = 20  # one request to the gateway
    idle: float = 10  # silence after which the gateway is asked for a sign of life
    backoff: tuple[float, float] = (0.5, 5)  # first and longest pause between two tries to connect, before jitter
    overtake: float = 5  # how long one message's details may hold up the messages announced after it
    photo: float = 20  # one photo's download; it holds up its own chat only
    photo_again: float = 5  # of the next ones after one that did not come in time, until one does
    photo_bytes: int = 25 << 20
    retries: tuple[float, ...] = (0.2, 0.8)  # pauses before asking again for a message's details
    name: float = 5  # one question for a name; puppets look strangers up over the network
    remember: float = 600  # how long names and topics count as fresh
    offers: tuple[float, ...] = (1, 5, 20)  # pauses before a message is offered again to an inbox that failed

    @classmethod
    def of(cls, settings: WechatySettings, photo_bytes: int) -> Limits:
        return cls(rpc=settings.rpc_timeout, idle=settings.idle_seconds, photo_bytes=photo_bytes)
