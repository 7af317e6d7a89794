"""Send what is queued: claim, send, settle. `bot/pace.py` decides who speaks when.

A message is claimed in one transaction and settled in another; `bot/claims.py` tells what becomes of one whose sender
died in between.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.attachments import Attached, Attachments
from bot.channels.base import Channel
from bot.claims import MOST_TRIES, Claims, pause_after
from bot.clock import Clock
from bot.database import Database
from bot.faults import told
from bot.health.figures import Figures
from bot.pace import Pace
from bot.turns import Turns
from handlers.sealing.keys import NO_KEYS, Keys
from models.errors import SendFailed
from models.messages import Outgoing
from models.queries.outgoing import Waiting, drop_stale

log = logging.getLogger(__name__)

SETTLE_PAUSE = 0.5  # seconds
LOOK_AGAIN = 0.5  # seconds: how long danger waits for a pause at most
AT_A_TIME = 5  # sends between two looks for what other senders left behind


class Outbox:
    """The sender of one channel."""

    def __init__(
        self,
        database: Database,
        channel: Channel,
        clock: Clock,
        pace: Pace,
        attachments: Attachments,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        figures: Figures | None = None,
        keys: Keys = NO_KEYS,
    ) -> None:
        self._figures = figures or Figures()
        self._database = database
        self._channel = channel
        self._clock = clock
        self._turns = Turns(database, channel.name, clock, pace)
        self._attachments = attachments
        self._pause = pause
        self._keys = keys
        self._claims = Claims(database, clock, channel.name, self._figures)
        self._nudged = asyncio.Event()

    async def run(self, every: float = 0.5) -> None:
        """Send until cancelled. A database that is away stops nothing for good."""
        while True:
            try:
                await self._claims.recover()
                if self._ready():
                    await self.pump(AT_A_TIME)
            except Exception as error:  # noqa: BLE001 - the outer loop: what could not be sent now is sent later
                self._figures.error("send")
                log.error("sending on %s was interrupted: %s", self._channel.name, told(error))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._nudged.wait(), every)
            self._nudged.clear()

    def nudge(self) -> None:
        """Look now: something was queued."""
        self._nudged.set()

    async def recover(self) -> int:
        """Decide about messages whose sender died; how many those were."""
        return await self._claims.recover()

    async def pump(self, most: int = 50) -> int:
        """Send what may go now, `most` messages at most; how many went."""
        now = self._clock.now()
        await self._database.write(lambda connection: drop_stale(connection, now))
        sent = 0
        for _ in range(most):
            choice = await self._turns.next()
            if choice.one is None:
                break
            if not await self._wait(choice.pause):
                continue
            if await self._send(await self._turns.in_one(choice.one)):
                sent += 1
            elif not self._ready():
                break
        return sent

    @property
    def resting_until(self) -> datetime | None:
        """Set while the account has said as much as it may: until then only danger is sent."""
        return self._turns.resting_until

    def _ready(self) -> bool:
        health = self._channel.health()
        return health.connected and health.logged_in

    async def _wait(self, seconds: float) -> bool:
        """A pause as people make it; False as soon as danger waits."""
        while seconds > 0:
            step = min(seconds, LOOK_AGAIN)
            await self._pause(step)
            seconds -= step
            if await self._turns.danger_waits():
                return False
        return True

    async def _send(self, one: Waiting) -> bool:
        """What goes along is made before the claim, so that a claim lasts no longer than the send."""
        attached = await self._attachments.of(one)
        if not await self._claims.take(one):
            return False
        async with self._claims.held(one):
            if attached.error:
                await self._claims.settle(one, "failed", error=attached.error)
                return False
            return await self._deliver(one, self._outgoing(one, attached), attached.instead)

    def _outgoing(self, one: Waiting, attached: Attached) -> Outgoing:
        words = attached.instead or self._keys.words(one.text, one.sealed)
        return Outgoing(one.chat, one.audience == "group", words, attached.photo, attached.name)

    async def _deliver(self, one: Waiting, outgoing: Outgoing, instead: str) -> bool:
        try:
            external_id = await self._channel.send(outgoing)
        except SendFailed as error:
            await self._after_failure(one, error)
            return False
        await self._note_sent(one, external_id, instead)
        log.info("sent outbox=%d kind=%s audience=%s", one.id, one.kind, one.audience)
        return True

    async def _note_sent(self, one: Waiting, external_id: str, instead: str) -> None:
        """It is out and only we know: noting that is tried until the database takes it."""
        while True:
            try:
                state = "sent" if self._channel.posts else "withheld"
                return await self._claims.settle(one, state, external_id=external_id, instead=instead)
            except Exception as error:  # noqa: BLE001 - the database is away
                log.warning("outbox=%d is sent and could not be noted yet: %s", one.id, type(error).__name__)
                await asyncio.sleep(SETTLE_PAUSE)

    async def _after_failure(self, one: Waiting, error: SendFailed) -> None:
        """Try again with a growing pause; a send of unknown outcome only where it goes to one person."""
        repeat = error.retry or (error.unknown and one.audience != "group")
        log.warning("not sent outbox=%d kind=%s try=%d: %s", one.id, one.kind, one.attempts + 1, error)
        if not repeat:
            await self._claims.settle(one, "uncertain" if error.unknown else "failed", error=str(error))
        elif one.attempts + 1 >= MOST_TRIES:
            await self._claims.settle(one, "failed", error=str(error))
        else:
            pause = pause_after(one.attempts + 1) * random.uniform(0.8, 1.2)  # noqa: S311 - jitter
            await self._claims.put_back(one, self._clock.now() + pause, str(error))
