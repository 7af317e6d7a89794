"""Who may speak when: budgets of account and group, quiet hours, human pauses; pure.

A budget counts what went out, or may have gone out, in the time just past, whichever minute or day that is. Danger is
never held back and counts all the same. Nothing here remembers anything: the past is told, from the outbox table.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from handlers.actions.say import DANGER, NEWS, RECEIPT
from models.queries.outgoing import Waiting
from models.settings import BudgetSettings

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
# The last part of an account's day is kept for what cannot wait: receipts stop before prompts, news before receipts.
SHARE_OF_DAY = {RECEIPT: 0.9, NEWS: 0.75}
LONGEST_WRITING = 12.0  # seconds; nobody waits longer for a long text
FOLDED = ("receipt", "status", "answer")  # kinds of posts that can be read one after the other as one
FOLDED_LIMIT = 300  # characters, as of any other post


class Why(StrEnum):
    """What holds a message back."""

    NOTHING = ""
    MINUTE = "the account has said as much this minute as it may"
    DAY = "the account has said as much today as it may"
    GROUP_HOUR = "the group has heard as much this hour as it may"
    GROUP_DAY = "the group has heard as much today as it may"
    QUIET = "quiet hours"


OF_THE_ACCOUNT = (Why.MINUTE, Why.DAY)


@dataclass(frozen=True, slots=True)
class Past:
    """When the account spoke, and when each group was spoken to, in the last day; oldest first."""

    account: Sequence[datetime] = ()
    groups: Mapping[str, Sequence[datetime]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """From when on a message may go, and what holds it back until then."""

    at: datetime
    why: Why = Why.NOTHING


@dataclass(frozen=True, slots=True)
class Choice:
    """Who speaks now; which groups are put off, and until when; when an account that is tired may go on."""

    one: Waiting | None = None
    pause: float = 0.0
    put_off: Mapping[str, Turn] = field(default_factory=dict)
    tired: Turn | None = None


class Pace:
    """The budgets of one account, and the hours of its groups.

    `awake` tells for a group and a moment when the group may be spoken to from then on.
    """

    def __init__(
        self, budget: BudgetSettings, awake: Callable[[str, datetime], datetime] = lambda _, moment: moment
    ) -> None:
        self._budget = budget
        self._awake = awake

    def choose(self, waiting: Sequence[Waiting], past: Past, now: datetime) -> Choice:
        """The first that may go now. `waiting` is in the order of priority."""
        put_off: dict[str, Turn] = {}
        for one in waiting:
            if one.audience == "group" and one.target in put_off and one.priority != DANGER:
                continue
            turn = self.turn(one, past, now)
            if turn.at <= now:
                return Choice(one, self.pause(one, past, now), put_off)
            if turn.why in OF_THE_ACCOUNT:  # then nobody behind may go either: they are less pressing
                return Choice(put_off=put_off, tired=turn)
            put_off[one.target] = turn
        return Choice(put_off=put_off)

    def turn(self, one: Waiting, past: Past, now: datetime) -> Turn:
        """From when on a message may go."""
        if one.priority == DANGER:
            return Turn(now)
        account = self._turn_of_account(one, past, now)
        if one.audience != "group" or account.at > now:
            return account
        heard = past.groups.get(one.target, ())
        hour = Turn(_room_at(heard, HOUR, self._budget.group_per_hour, now), Why.GROUP_HOUR)
        day = Turn(_room_at(heard, DAY, self._budget.group_per_day, now), Why.GROUP_DAY)
        latest = max(hour, day, key=lambda turn: turn.at)
        awake = self._awake(one.target, latest.at)
        return Turn(awake, Why.QUIET) if awake > latest.at else latest

    def _turn_of_account(self, one: Waiting, past: Past, now: datetime) -> Turn:
        share = max(1, int(self._budget.account_per_day * SHARE_OF_DAY.get(one.priority, 1.0)))
        minute = Turn(_room_at(past.account, MINUTE, self._budget.account_per_minute, now), Why.MINUTE)
        day = Turn(_room_at(past.account, DAY, share, now), Why.DAY)
        return max(minute, day, key=lambda turn: turn.at)

    def room(self, group_id: str, past: Past, now: datetime) -> int:
        """How many posts a group may hear now."""
        heard = past.groups.get(group_id, ())
        hour = self._budget.group_per_hour - _since(heard, now - HOUR)
        return max(0, min(hour, self._budget.group_per_day - _since(heard, now - DAY)))

    def pause(self, one: Waiting, past: Past, now: datetime) -> float:
        """Seconds to wait before a send, counted from the account's last one: irregular, longer for longer texts.

        The same for the same message, so that looking again does not draw again. Danger waits for nobody.
        """
        shortest, longest = self._budget.gap_seconds
        if one.priority == DANGER or not longest or not past.account:
            return 0.0
        dice = random.Random(f"{one.id}:{one.attempts}")  # noqa: S311 - a human pace, no secret
        writing = min(LONGEST_WRITING, len(one.text) / self._budget.letters_per_second)
        pause = dice.uniform(shortest, longest) + writing * dice.uniform(0.7, 1.3)
        return max(0.0, pause - (now - past.account[-1]).total_seconds())


def folded(one: Waiting, others: Sequence[Waiting], room: int) -> tuple[tuple[int, ...], str]:
    """Which other posts of its group go out in one with it, and the whole text; none where there is room for all."""
    text = one.text
    taken: list[int] = []
    if len(others) < room or not can_fold(one):
        return (), text
    for other in others:
        longer = f"{text}\n{other.text}"
        if can_fold(other) and len(longer) <= FOLDED_LIMIT:
            taken.append(other.id)
            text = longer
    return tuple(taken), text


def can_fold(one: Waiting) -> bool:
    return one.audience == "group" and one.kind in FOLDED and not (one.photo or one.sealed) and one.priority != DANGER


def _room_at(moments: Sequence[datetime], window: timedelta, most: int, now: datetime) -> datetime:
    """The earliest moment, from now on, at which fewer than `most` moments lie within the window before it."""
    return max(now, moments[-most] + window) if len(moments) >= most else now


def _since(moments: Sequence[datetime], start: datetime) -> int:
    return len(moments) - bisect_right(moments, start)
