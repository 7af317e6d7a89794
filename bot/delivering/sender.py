"""Send what waits for other systems: claim, carry, settle.

Rows were written in the transaction of the change that they tell of, so that kill -9 loses none. What was claimed and
never settled goes out again: a webhook's receiver knows it by its id, and a notice read twice does no harm. Receivers
are served side by side, so that one that hangs holds up only itself; the changes of one case go in their order.
"""

from __future__ import annotations

import asyncio
import logging
import random
import uuid
from collections.abc import Mapping
from datetime import timedelta
from itertools import groupby
from typing import Protocol

from bot.clock import Clock
from bot.database import Database
from bot.faults import told
from models.errors import SendFailed
from models.queries.deliveries import (
    Delivery,
    abandoned_deliveries,
    claim_delivery,
    due_deliveries,
    free_abandoned,
    put_back_delivery,
    settle_delivery,
)

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=90)  # longer than any carrier may take
PAUSES = (5, 60, 300, 1800, 7200, 18_000, 28_800, 32_400)  # seconds after each failure
MOST_TRIES = len(PAUSES) + 1  # over a day
EVERY = 1.0  # seconds between two looks

Receiver = tuple[str, str]  # audience and target


class Carrier(Protocol):
    """Brings one delivery to its receiver. Raises SendFailed."""

    async def carry(self, one: Delivery) -> None: ...


class Deliveries:
    """The sender of everything that goes to other systems."""

    def __init__(self, database: Database, clock: Clock, carriers: Mapping[str, Carrier]) -> None:
        self._database = database
        self._clock = clock
        self._carriers = carriers
        self._owner = uuid.uuid4().hex
        self._busy: dict[Receiver, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Send until cancelled. A database that is away stops nothing for good."""
        try:
            while True:
                try:
                    await self._begin()
                except Exception as error:  # noqa: BLE001 - the outer loop: what could not be sent now is sent later
                    log.error("deliveries were interrupted: %s", told(error))
                await asyncio.sleep(EVERY)
        finally:
            for task in self._busy.values():
                task.cancel()

    async def pump(self) -> None:
        """Carry what may go now, and what may go then, to its end."""
        while await self._begin():
            await asyncio.gather(*self._busy.values())

    async def _begin(self) -> bool:
        """Start with every receiver for whom something waits and who is not busy; whether there was any."""
        now = self._clock.now()
        lost = now - LEASE
        if await self._database.read(lambda connection: abandoned_deliveries(connection, lost)):
            await self._database.write(lambda connection: free_abandoned(connection, lost))
        busy = [receiver for receiver, task in self._busy.items() if not task.done()]
        self._busy = {receiver: self._busy[receiver] for receiver in busy}
        due = await self._database.read(lambda connection: due_deliveries(connection, now, busy))
        for receiver, rows in groupby(sorted(due, key=_receiver), _receiver):
            self._busy[receiver] = asyncio.create_task(self._serve(list(rows)))
        return bool(due)

    async def _serve(self, rows: list[Delivery]) -> None:
        """One after the other, until one fails: who does not answer is not called for the next."""
        try:
            for one in rows:
                if not await self._send(one):
                    return
        except Exception as error:  # noqa: BLE001 - the outer loop of one receiver
            log.error("deliveries to one receiver were interrupted: %s", told(error))

    async def _send(self, one: Delivery) -> bool:
        now = self._clock.now()
        if not await self._database.write(lambda connection: claim_delivery(connection, one.id, self._owner, now)):
            return True
        try:
            await self._carriers[one.audience].carry(one)
        except SendFailed as error:
            await self._after_failure(one, error)
            return False
        await self._settle(one, "sent")
        log.info("delivered delivery=%d audience=%s kind=%s", one.id, one.audience, one.kind)
        return True

    async def _after_failure(self, one: Delivery, error: SendFailed) -> None:
        tries = one.attempts + 1
        log.warning("not delivered delivery=%d kind=%s try=%d: %s", one.id, one.kind, tries, error)
        if not error.retry or tries >= MOST_TRIES:
            return await self._settle(one, "dead", str(error))
        jitter = random.uniform(0.8, 1.2)  # noqa: S311 - so that not all come back at once
        again = self._clock.now() + timedelta(seconds=PAUSES[tries - 1] * jitter)
        await self._database.write(
            lambda connection: put_back_delivery(connection, one.id, self._owner, again, str(error))
        )

    async def _settle(self, one: Delivery, state: str, error: str = "") -> None:
        now = self._clock.now()
        await self._database.write(
            lambda connection: settle_delivery(connection, one.id, self._owner, state, now, error)
        )


def _receiver(one: Delivery) -> Receiver:
    return one.audience, one.target
