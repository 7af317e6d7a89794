"""What `linli check-config` asks of NATS."""

from __future__ import annotations

from bot.city.link import Link
from bot.city.stream import examine
from models.settings import NatsSettings

SECONDS = 5.0


async def ask_nats(settings: NatsSettings) -> str:
    """What there is, in a line. Raises LinliError, with the cure, where the processes of a city could not start."""
    link = Link(settings)
    await link.open(SECONDS)
    try:
        return await examine(link)
    finally:
        await link.close()
