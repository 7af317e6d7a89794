"""Claim, hold and settle: whose send it is, and what becomes of one that nobody settled.

A claim names its sender and is renewed for as long as the send lasts. Where it stops being renewed, the sender is
taken for dead and the outcome for unknown: what goes to one person is queued again, because a prompt that is lost does
more harm than one read twice; what goes to a group is `uncertain`, because a group must never read a post twice. A
sender that was only frozen still settles what it claimed last: it knows the outcome, and taking it for dead has cost at
most one repeat in private.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.clock import Clock
from bot.database import Database
from bot.health.figures import Figures
from models.queries.outgoing import Abandoned, Waiting, abandoned, claim, end_claim, put_back, renew, settle

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=10)  # a claim that was not renewed for so long is nobody's
RENEWALS = 4  # so many times within a lease: one slow commit costs no claim
MOST_TRIES = 8
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)


def pause_after(attempts: int) -> timedelta:
    """How long a message waits after so many failed attempts."""
    return min(FIRST_PAUSE * (1 << max(attempts - 1, 0)), LONGEST_PAUSE)


class Claims:
    """The claims of one sender. Its name is new at every start: a predecessor's claims are another's."""

    def __init__(self, database: Database, clock: Clock, sender: str, figures: Figures | None = None) -> None:
        self._figures = figures or Figures()
        self._database = database
        self._clock = clock
        self.owner = f"{sender[:31]}:{uuid.uuid4().hex}"

    async def take(self, one: Waiting) -> bool:
        """Claim a message; False where another sender has it."""
        now = self._clock.now()
        return await self._database.write(lambda connection: claim(connection, one, self.owner, now))

    @contextlib.asynccontextmanager
    async def held(self, one: Waiting) -> AsyncIterator[None]:
        """Renew the claim while the send lasts."""
        renewing = asyncio.create_task(self._renew(one.id))
        try:
            yield
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)

    async def settle(
        self, one: Waiting, state: str, *, external_id: str = "", error: str = "", instead: str = ""
    ) -> None:
        """`instead`: the words that went out, where they are others than those that were queued."""
        now = self._clock.now()
        self._figures.sent(one.kind, state)
        said = {"external_id": external_id, "error": error, "instead": instead}
        ours = await self._database.write(lambda connection: settle(connection, one.id, self.owner, state, now, **said))
        if not ours:
            log.warning("outbox=%d was taken by another sender before it was settled as %s", one.id, state)

    async def put_back(self, one: Waiting, not_before: datetime, error: str) -> None:
        """Queue it again; only where it is still ours."""
        self._figures.sent(one.kind, "again")
        await self._database.write(lambda connection: put_back(connection, one.id, self.owner, not_before, error))

    async def recover(self) -> int:
        """Decide about what was claimed and never settled; how many messages that were."""
        now = self._clock.now()
        before = now - LEASE
        if not await self._database.read(lambda connection: abandoned(connection, before)):
            return 0

        def decide(connection: Connection) -> int:
            return sum(decide_about(connection, one, before, now) for one in abandoned(connection, before))

        return await self._database.write(decide)

    async def _renew(self, outbox_id: int) -> None:
        while True:
            await asyncio.sleep(LEASE.total_seconds() / RENEWALS)
            now = self._clock.now()
            try:
                await self._database.write(lambda connection: renew(connection, outbox_id, self.owner, now))  # noqa: B023
            except Exception as error:  # noqa: BLE001 - the next renewal may come in time
                log.warning("the claim of outbox=%d could not be renewed: %s", outbox_id, type(error).__name__)


def decide_about(connection: Connection, one: Abandoned, before: datetime, now: datetime) -> bool:
    """What becomes of a send that nobody settled; whether it was still without an end."""
    if one.audience == "group" or one.attempts >= MOST_TRIES:
        values = {"state": "uncertain", "settled_at": now, "error": "outcome unknown"}
    else:
        # At once the first time; a message that kills its sender again and again must not keep it busy.
        again = now if one.attempts <= 1 else now + pause_after(one.attempts)
        values = {"state": "queued", "not_before": again, "error": "outcome unknown, repeated"}
    ended = end_claim(connection, one, before, **values)
    if ended:
        log.warning("outbox=%d audience=%s try=%d was never settled", one.id, one.audience, one.attempts)
    return ended
