"""Whose turn it is, by what the outbox table holds: the rules are `bot/pace.py`'s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from bot.clock import Clock
from bot.database import Database
from bot.pace import DAY, Choice, Pace, Past, can_fold, folded
from handlers.actions.say import DANGER
from models.queries.outgoing import Waiting, due_messages
from models.queries.pacing import fold_into, put_off, spoken_by, spoken_to, waiting_for_group


class Turns:
    """The queue of one account."""

    def __init__(self, database: Database, channel: str, clock: Clock, pace: Pace) -> None:
        self._database = database
        self._channel = channel
        self._clock = clock
        self._pace = pace
        self.resting_until: datetime | None = None  # the account has said enough: until then only danger is sent

    async def next(self) -> Choice:
        """Who may speak now. Groups that may not are put off, so that they hide nobody at the next look."""
        while True:
            now = self._clock.now()
            choice = await self._database.read(partial(self._look, now=now))
            for group, turn in choice.put_off.items():
                await self._database.write(partial(put_off, group_id=group, until=turn.at, why=turn.why, danger=DANGER))
            if choice.one is not None or choice.tired or not choice.put_off:
                self.resting_until = choice.tired.at if choice.tired else None
                return choice

    async def danger_waits(self) -> bool:
        now = self._clock.now()
        first = await self._database.read(partial(due_messages, channel=self._channel, now=now, limit=1))
        return any(one.priority == DANGER for one in first)

    async def in_one(self, one: Waiting) -> Waiting:
        """The message, with other posts to its group in the same text where there is no room for all of them."""
        if not can_fold(one):
            return one
        return replace(one, text=await self._database.write(partial(self._fold, one=one, now=self._clock.now())))

    def _look(self, connection: Connection, now: datetime) -> Choice:
        waiting = due_messages(connection, self._channel, now)
        return self._pace.choose(waiting, self._past(connection, waiting, now), now) if waiting else Choice()

    def _past(self, connection: Connection, waiting: Sequence[Waiting], now: datetime) -> Past:
        groups = {one.target for one in waiting if one.audience == "group"}
        account = spoken_by(connection, self._channel, now - DAY)
        return Past(account, spoken_to(connection, groups, now - DAY) if groups else {})

    def _fold(self, connection: Connection, one: Waiting, now: datetime) -> str:
        past = self._past(connection, [one], now)
        ids, text = folded(one, waiting_for_group(connection, one), self._pace.room(one.target, past, now))
        return text if ids and fold_into(connection, one, ids, text, now) else one.text
