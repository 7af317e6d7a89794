"""Which days and hours people work: Chinese public holidays, make-up workdays, the lunch break."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator

import holidays

from models.settings.rules import CalendarSettings

Span = tuple[dt.datetime, dt.datetime]  # from, to; aware

# The part of the law that needs no yearly notice and no lunar calendar.
FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})

log = logging.getLogger(__name__)


class WorkCalendar:
    """Working days and hours of one place.

    The government announces each year's days off late in the year before. Up to `announced_until` the days are
    exact, make-up workdays included; later years are weekends plus the holidays that the law fixes. One warning is
    logged, and nothing raises. The installation's own days go before both.
    """

    def __init__(self, settings: CalendarSettings, zone: dt.tzinfo) -> None:
        self.zone = zone
        self.hours = settings.hours
        self._own_holidays = frozenset(settings.holidays)
        self._own_workdays = frozenset(settings.workdays)
        self._public = holidays.country_holidays("CN")
        self.announced_until = max(self._public.special_public_holidays)
        self._warned = False

    def is_workday(self, day: dt.date) -> bool:
        """Whether people work on this local date."""
        if day in self._own_workdays:
            return True
        if day in self._own_holidays:
            return False
        if day.year > self.announced_until:
            self._warn_once(day.year)
        if day.year > self._public.end_year:
            return day.weekday() < 5 and (day.month, day.day) not in FIXED
        return self._public.is_working_day(day)

    def spans(self, day: dt.date) -> tuple[Span, ...]:
        """The working hours of a local date, in UTC; none on a day off."""
        if not self.is_workday(day):
            return ()
        return tuple((self.at(day, start), self.at(day, end)) for start, end in self.hours)

    def closing(self, day: dt.date) -> dt.datetime | None:
        """When work ends on a local date, in UTC; None on a day off."""
        return self.at(day, self.hours[-1][1]) if self.is_workday(day) else None

    def midnight(self, day: dt.date) -> dt.datetime:
        """24:00 of a local date, in UTC."""
        return self.at(day + dt.timedelta(days=1), dt.time())

    def at(self, day: dt.date, time: dt.time) -> dt.datetime:
        """A local date and time, in UTC."""
        return dt.datetime.combine(day, time, self.zone).astimezone(dt.UTC)

    def date(self, moment: dt.datetime) -> dt.date:
        """The local date of an aware moment."""
        return moment.astimezone(self.zone).date()

    def _warn_once(self, year: int) -> None:
        if not self._warned:
            self._warned = True
            log.warning(
                "days off are announced until %s; %s is estimated: update `holidays`, or list the days in calendar",
                self.announced_until,
                year,
            )


def days_from(day: dt.date) -> Iterator[dt.date]:
    """This date and every later one."""
    while True:
        yield day
        day += dt.timedelta(days=1)
