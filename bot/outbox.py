"""Send what is queued: claim, send, settle. Paced, budgeted per group, most pressing first.

A message is claimed in one transaction and settled in another. Whoever dies in between leaves it claimed; a later
look finds it and treats it as a send of unknown outcome: what goes to one person is sent again, because a prompt that
is lost does more harm than one read twice; what goes to a group is not, because a group must never read a post twice.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.channels.base import Channel
from bot.clock import Clock
from bot.database import Database
from handlers.actions.say import DANGER
from models.errors import SendFailed
from models.messages import Outgoing
from models.queries.outgoing import (
    CLAIM_LASTS,
    Waiting,
    claim,
    drop_stale,
    due_messages,
    left_claimed,
    posts_since,
    put_back,
    settle,
)
from models.settings import BudgetSettings

log = logging.getLogger(__name__)

MOST_TRIES = 8
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)


class Outbox:
    """The sender of one channel."""

    def __init__(
        self,
        database: Database,
        channel: Channel,
        clock: Clock,
        budget: BudgetSettings,
        load_photo: Callable[[str], bytes],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._database = database
        self._channel = channel
        self._clock = clock
        self._budget = budget
        self._load_photo = load_photo
        self._pause = pause
        self._sent_at: list[datetime] = []

    async def run(self, every: float = 0.5) -> None:
        """Send until cancelled."""
        await self.recover(timedelta(0))
        while True:
            health = self._channel.health()
            if health.connected and health.logged_in:
                await self.pump()
            await asyncio.sleep(every)

    async def recover(self, older_than: timedelta = CLAIM_LASTS) -> None:
        """Decide about messages that were claimed and never settled."""
        now = self._clock.now()

        def decide(connection: Connection) -> None:
            for outbox_id, audience in left_claimed(connection, now - older_than):
                if audience != "group":
                    put_back(connection, outbox_id, now, "outcome unknown, repeated")
                else:
                    settle(connection, outbox_id, "uncertain", now, error="outcome unknown")

        await self._database.write(decide)

    async def pump(self) -> int:
        """Send everything that may go now; how many went."""
        now = self._clock.now()
        await self._database.write(lambda connection: drop_stale(connection, now))
        waiting = await self._database.read(lambda connection: due_messages(connection, self._channel.name, now))
        sent = 0
        for one in waiting:
            if self._account_is_tired(one):
                break
            if await self._may_speak(one) and await self._send(one):
                sent += 1
                await self._pause(random.uniform(*self._budget.gap_seconds))  # noqa: S311 - a human pace, no secret
        return sent

    def _account_is_tired(self, one: Waiting) -> bool:
        """Whether the account has sent as much in the last minute as it may; danger is always sent."""
        now = self._clock.now()
        self._sent_at = [moment for moment in self._sent_at if now - moment < timedelta(minutes=1)]
        return one.priority != DANGER and len(self._sent_at) >= self._budget.account_per_minute

    async def _may_speak(self, one: Waiting) -> bool:
        """Whether the group's budget allows another post; danger always is."""
        if one.audience != "group" or one.priority == DANGER:
            return True
        now = self._clock.now()

        def room_left(connection: Connection) -> bool:
            hour = posts_since(connection, one.target, now - timedelta(hours=1))
            day = posts_since(connection, one.target, now - timedelta(days=1))
            return hour < self._budget.group_per_hour and day < self._budget.group_per_day

        return await self._database.read(room_left)

    async def _send(self, one: Waiting) -> bool:
        if not await self._database.write(lambda connection: claim(connection, one.id, self._clock.now())):
            return False
        try:
            photo = await asyncio.to_thread(self._load_photo, one.photo) if one.photo else b""
        except OSError as error:
            await self._settle(one, "failed", error=f"photo cannot be read: {error}")
            return False
        return await self._deliver(one, Outgoing(one.chat, one.audience == "group", one.text, photo))

    async def _deliver(self, one: Waiting, outgoing: Outgoing) -> bool:
        try:
            external_id = await self._channel.send(outgoing)
        except SendFailed as error:
            await self._after_failure(one, error)
            return False
        self._sent_at.append(self._clock.now())
        await self._settle(one, "sent" if self._channel.posts else "withheld", external_id=external_id)
        log.info("sent outbox=%d kind=%s audience=%s", one.id, one.kind, one.audience)
        return True

    async def _settle(self, one: Waiting, state: str, *, external_id: str = "", error: str = "") -> None:
        now = self._clock.now()
        await self._database.write(
            lambda connection: settle(connection, one.id, state, now, external_id=external_id, error=error)
        )

    async def _after_failure(self, one: Waiting, error: SendFailed) -> None:
        """Try again with a growing pause; a send of unknown outcome only where it goes to one person."""
        repeat = error.retry or (error.unknown and one.audience != "group")
        log.warning("not sent outbox=%d kind=%s try=%d: %s", one.id, one.kind, one.attempts + 1, error)
        if not repeat:
            await self._settle(one, "uncertain" if error.unknown else "failed", error=str(error))
        elif one.attempts + 1 >= MOST_TRIES:
            await self._settle(one, "failed", error=str(error))
        else:
            pause = min(FIRST_PAUSE * 2**one.attempts, LONGEST_PAUSE) * random.uniform(0.8, 1.2)  # noqa: S311 - jitter
            again = self._clock.now() + pause
            await self._database.write(lambda connection: put_back(connection, one.id, again, str(error)))
