"""Rules of the house: categories, time limits, calendar, quiet hours, how much the bot may speak."""

from __future__ import annotations

import datetime as dt
import enum
from itertools import pairwise

from pydantic import Field, field_validator, model_validator

from models.settings.base import LocalTime, Section


class TimeType(enum.StrEnum):
    """How a limit counts."""

    CLOCK = "clock"  # round the clock
    WORKING_HOURS = "working_hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"


class Limit(Section):
    """A length of time: minutes or hours for clock and working hours, days for the other two.

    0 working days means the same day. models/deadlines.py says how each type counts.
    """

    minutes: int = Field(default=0, ge=0, le=60 * 24 * 366, description="with clock and working_hours")
    hours: int = Field(default=0, ge=0, le=24 * 366, description="with clock and working_hours; added to minutes")
    days: int = Field(default=0, ge=0, le=366, description="with working_days and calendar_days; 0 is the same day")
    type: TimeType = Field(default=TimeType.CLOCK, description="how the time is counted")

    @model_validator(mode="after")
    def _unit_fits_type(self) -> Limit:
        counts_days = self.type in (TimeType.WORKING_DAYS, TimeType.CALENDAR_DAYS)
        if counts_days and (self.minutes or self.hours):
            raise ValueError(f"{self.type} counts in days: write days, not minutes or hours")
        if not counts_days and self.days:
            raise ValueError(f"{self.type} counts in minutes and hours: write hours, not days")
        if not counts_days and not (self.minutes or self.hours):
            raise ValueError("a limit of no time at all: write minutes or hours")
        return self


class DeadlineRule(Section):
    """The first word and the solution; `remind` is how long before a deadline the cadre is reminded."""

    first: Limit = Field(description="until the group hears a first word")
    solve: Limit = Field(description="until it is solved")
    remind_minutes: int = Field(default=30, ge=0, le=60 * 24 * 30, description="how long before either the cadre hears")


class CategorySettings(Section):
    """A kind of trouble: its label and who it may be shown to."""

    label: str = Field(min_length=1, max_length=20, description="what people call it")
    private: bool = Field(default=False, description="never described in a group, and shown to few")
    department: str = Field(default="", description="id of the department proposed for dispatch")
    deadlines: dict[str, DeadlineRule] = Field(
        default_factory=dict, description="by urgency (normal, urgent, emergency); goes before the house's `deadlines`"
    )


class CalendarSettings(Section):
    """When people work. Public holidays come from a package; these add to it or correct it."""

    hours: tuple[tuple[LocalTime, LocalTime], ...] = Field(
        default=((dt.time(8), dt.time(12)), (dt.time(14), dt.time(18))),
        min_length=1,
        description="working hours of a working day, earliest first; the gap is the lunch break",
    )
    holidays: tuple[dt.date, ...] = Field(default=(), description="more days off")
    workdays: tuple[dt.date, ...] = Field(default=(), description="days that are worked although they look free")

    @model_validator(mode="after")
    def _in_order(self) -> CalendarSettings:
        times = [time for span in self.hours for time in span]
        if any(earlier >= later for earlier, later in pairwise(times)):
            raise ValueError("working hours must follow one another: each ends after it begins, none overlap")
        if both := set(self.holidays) & set(self.workdays):
            raise ValueError(f"both a day off and a workday: {', '.join(map(str, sorted(both)))}")
        return self


class QuietHours(Section):
    """No group post between these times, except danger. The same time twice: never quiet."""

    start: LocalTime = Field(default=dt.time(22), description="from when the group is left in peace")
    end: LocalTime = Field(default=dt.time(7), description="until when")


class BudgetSettings(Section):
    """How much the bot may say."""

    receipt_window_seconds: int = Field(default=60, ge=0, le=3600, description="receipts within it become one message")
    group_per_hour: int = Field(default=6, ge=1, le=1000, description="messages to one group in an hour")
    group_per_day: int = Field(default=20, ge=1, le=10_000, description="messages to one group in a day")
    account_per_minute: int = Field(default=20, ge=1, le=1000, description="messages of one WeChat account in a minute")
    account_per_day: int = Field(default=600, ge=1, le=100_000, description="messages of one WeChat account in a day")
    gap_seconds: tuple[float, float] = Field(
        default=(1.5, 4.0), description="shortest and longest human-like pause before a send; 0, 0: none"
    )
    letters_per_second: float = Field(
        default=20, ge=1, le=1000, description="how fast the account seems to write: longer texts wait longer"
    )
    sender_per_minute: int = Field(
        default=60, ge=0, le=10_000, description="messages of one sender in one chat that are read; 0: all of them"
    )

    @field_validator("gap_seconds")
    @classmethod
    def _shortest_first(cls, gap: tuple[float, float]) -> tuple[float, float]:
        if not 0 <= gap[0] <= gap[1] <= 600:
            raise ValueError("this is no pause: write the shortest first, then the longest, 0 to 600")
        return gap


class WordSettings(Section):
    """A community's own words, added to the lexicon."""

    objects: tuple[str, ...] = Field(default=(), description="things that this trouble befalls")
    troubles: tuple[str, ...] = Field(default=(), description="words for what is wrong with them")
    patterns: tuple[str, ...] = Field(default=(), description="regular expressions that stand for the trouble alone")
    vetoes: tuple[str, ...] = Field(default=(), description="words that say it is something else")
    yes: tuple[str, ...] = Field(default=(), description="sentences that must be read so; `linli check-config` tries")
    no: tuple[str, ...] = Field(default=(), description="sentences that must not be read so")
