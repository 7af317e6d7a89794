"""The values that the weekly picture of a group and the report of a leader are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.figures import Figures
from handlers.wording.values import CaseName, LeaderDigest, Standing, WeeklyDigest

WEEKS = 8  # that a trend looks back on
HOURS = 3  # of each column of the heat chart


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a trend: what came in, and what of that is closed by now."""

    first: date
    received: int
    closed: int


@dataclass(frozen=True, slots=True)
class Trend:
    """The last weeks, oldest first, and when in the week their cases came: seven days by parts of a day."""

    weeks: tuple[Week, ...] = ()
    busy: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """A case that was closed within the week. `before` and `after` are content hashes of photos."""

    case: CaseName
    who: str
    span: timedelta
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class WeekCard:
    """The week of one group as its picture tells it."""

    place: str
    digest: WeeklyDigest
    trend: Trend = Trend()
    ended: tuple[Ended, ...] = ()


@dataclass(frozen=True, slots=True)
class Child:
    """One node below the leader's."""

    name: str
    figures: Figures
    overdue: int
    escalated: int


@dataclass(frozen=True, slots=True)
class LeaderReport:
    """The week of one node for its leader: the figures, who is below, what needs a hand."""

    digest: LeaderDigest
    trend: Trend = Trend()
    children: tuple[Child, ...] = ()
    escalated: tuple[Standing, ...] = ()
