"""What every time in words is relative to: the moment, the zone and the days that people work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from re import Match

from models.calendar import WorkCalendar
from models.settings.rules import CalendarSettings

MORNING = time(9)
PLAIN = time(10)  # of a day that was named without an hour: early enough to act on that day
LONGEST_BREAK = 60  # days; no run of days off is longer, whatever an installation configures

# A reader offers instants, the likeliest first; when.py takes the first that lies ahead.
Instants = Iterator[datetime]


@dataclass(frozen=True, slots=True)
class Local:
    """The moment in local time with the calendar of the place."""

    now: datetime
    calendar: WorkCalendar

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def evening(self) -> time:
        """When the working day ends: the last moment of "今天" and of "周五前"."""
        return self.calendar.hours[-1][1]

    def on(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.now.tzinfo)

    def days_on(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def workday(self, day: date, step: int = 1) -> date:
        """The first working day at or after `day`; with step -1 at or before it."""
        for _ in range(LONGEST_BREAK):
            if self.calendar.is_workday(day):
                break
            day += timedelta(days=step)
        return day


Resolve = Callable[[Match[str], Local], Instants]


def local_of(now: datetime, calendar: WorkCalendar | None) -> Local:
    """`now` where the calendar counts; without a calendar in its own zone, with the usual hours."""
    calendar = calendar or _usual_calendar(now.tzinfo or UTC)
    return Local(now.astimezone(calendar.zone), calendar)


@lru_cache(maxsize=8)
def _usual_calendar(zone: tzinfo) -> WorkCalendar:
    return WorkCalendar(CalendarSettings(), zone)
