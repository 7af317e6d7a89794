"""A sender that dies by kill -9 once the receiver has heard: `python -m tests.api.killed URL KEY HOST NOW`."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from datetime import datetime

from bot.clock import SimulatedClock
from bot.database import Database
from bot.delivering.sender import Deliveries
from bot.delivering.webhooks import ToWebhook
from bot.reload import Current
from handlers.house import House
from models.queries.deliveries import Delivery
from tests.api.conftest import settings_with


class Killed:
    """Carries, and is no more before anybody can note it."""

    def __init__(self, carrier: ToWebhook) -> None:
        self._carrier = carrier

    async def carry(self, one: Delivery) -> None:
        await self._carrier.carry(one)
        os.kill(os.getpid(), signal.SIGKILL)


async def main(url: str, key: str, host: str, now: str) -> None:
    database, clock = Database(url), SimulatedClock(datetime.fromisoformat(now))
    await database.open()
    current = Current(House(settings_with(key, webhook_hosts=(host,))))
    await Deliveries(database, clock, {"webhook": Killed(ToWebhook(database, current, clock))}).pump()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
