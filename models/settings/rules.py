"""Rules of the house: categories, time limits, calendar, quiet hours, how much the bot may speak."""

from __future__ import annotations

import datetime as dt
import enum

from pydantic import Field

from models.settings.base import Section


class TimeType(enum.StrEnum):
    """How a limit counts."""

    CLOCK = "clock"  # round the clock
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"


class Limit(Section):
    """A length of time: minutes or hours for clock and working hours, days for the other two."""

    minutes: int = Field(default=0, ge=0)
    hours: int = Field(default=0, ge=0)
    days: int = Field(default=0, ge=0)
    type: TimeType = TimeType.CLOCK


class DeadlineRule(Section):
    """The first word and the solution; `remind` is how long before a deadline the cadre is reminded."""

    first: Limit
    solve: Limit
    remind_minutes: int = Field(default=30, ge=0)


class CategorySettings(Section):
    """A kind of trouble: its label and who it may be shown to."""

    label: str = Field(min_length=1, max_length=20)
    private: bool = False
    department: str = Field(default="", description="proposed for dispatch")
    deadlines: dict[str, DeadlineRule] = Field(default_factory=dict, description="by urgency; overrides `deadlines`")


class CalendarSettings(Section):
    """When people work. Public holidays come from a package; these add to it or correct it."""

    hours: tuple[tuple[dt.time, dt.time], ...] = ((dt.time(8), dt.time(12)), (dt.time(14), dt.time(18)))
    holidays: tuple[dt.date, ...] = ()
    workdays: tuple[dt.date, ...] = ()


class QuietHours(Section):
    """No group post between these times, except danger. The same time twice: never quiet."""

    start: dt.time = dt.time(22)
    end: dt.time = dt.time(7)


class BudgetSettings(Section):
    """How much the bot may say."""

    receipt_window_seconds: int = Field(default=60, ge=0, description="receipts within it become one message")
    group_per_hour: int = Field(default=6, ge=1)
    group_per_day: int = Field(default=20, ge=1)
    account_per_minute: int = Field(default=20, ge=1)
    gap_seconds: tuple[float, float] = Field(default=(1.5, 4.0), description="human-like pause between two sends")


class WordSettings(Section):
    """A community's own words, added to the lexicon."""

    objects: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
