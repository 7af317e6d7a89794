"""When a case is due; pure. A deadline is counted, never guessed, and always in UTC.

How the four types count:

- clock: every minute.
- working_hours: minutes inside working hours only.
- working_days: the day of the start is not counted, as Chinese law counts terms; the limit ends with the n-th
  working day's last working hour. 0 days is "the same day": the first end of work that is still ahead.
- calendar_days: the same over all days, ending at 24:00.

A pause (挂账) stops the count. For hours the paused time does not pass; a day is not counted when its end fell
into a pause. While a pause is open there is no deadline: None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.calendar import Span, WorkCalendar, days_from
from models.settings.root import Settings
from models.settings.rules import DeadlineRule, Limit, TimeType

Pause = tuple[dt.datetime, dt.datetime | None]  # from, to; None: still open

FOREVER = dt.datetime.max.replace(tzinfo=dt.UTC)


def deadline(
    start: dt.datetime, limit: Limit, calendar: WorkCalendar, pauses: Sequence[Pause] = ()
) -> dt.datetime | None:
    """The moment, in UTC, at which a limit that began at `start` has run out; None while an open pause holds it."""
    begun = _utc(start)
    stops = _merged(pauses, begun)
    if limit.type in (TimeType.WORKING_DAYS, TimeType.CALENDAR_DAYS):
        return _nth_end(_ends(begun, limit, calendar), limit.days, stops, calendar.date(begun))
    length = dt.timedelta(minutes=limit.minutes, hours=limit.hours)
    spans = _working(begun, calendar) if limit.type is TimeType.WORKING_HOURS else iter([(begun, FOREVER)])
    return _run_out(spans, length, stops)


@dataclass(frozen=True, slots=True)
class Extension:
    """More time, granted by the level above: until when, and when it was granted."""

    granted: dt.datetime
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A case's two deadlines, in UTC, and how long before each the cadre is reminded. None: held by a pause."""

    first: dt.datetime | None
    solve: dt.datetime | None
    remind: dt.timedelta


class CaseClock:
    """Deadlines of cases, as one installation has set them."""

    def __init__(self, settings: Settings, calendar: WorkCalendar | None = None) -> None:
        self._settings = settings
        self._rules = default_deadlines() | settings.deadlines
        self.calendar = calendar or WorkCalendar(settings.calendar, settings.zone)

    def rule(self, category: str, urgency: str) -> DeadlineRule:
        """The category's own rule, else the house's for this urgency, else the one for normal matters."""
        own = self._settings.category(category).deadlines.get(urgency)
        return own or self._rules.get(urgency) or self._rules["normal"]

    def due(
        self,
        category: str,
        urgency: str,
        opened: dt.datetime,
        pauses: Sequence[Pause] = (),
        extension: Extension | None = None,
    ) -> Due:
        """Both deadlines of a case opened at `opened`. The latest extension counts; it never shortens."""
        rule = self.rule(category, urgency)
        first = deadline(opened, rule.first, self.calendar, pauses)
        solve = deadline(opened, rule.solve, self.calendar, pauses)
        if extension is not None:
            solve = _later(solve, _extended(extension, pauses))
        return Due(first, solve, dt.timedelta(minutes=rule.remind_minutes))


def default_deadlines() -> dict[str, DeadlineRule]:
    """What holds where the configuration is silent, by urgency."""
    clock, working, days = TimeType.CLOCK, TimeType.WORKING_HOURS, TimeType.WORKING_DAYS
    return {
        "emergency": DeadlineRule(
            first=Limit(minutes=30, type=clock), solve=Limit(hours=2, type=clock), remind_minutes=10
        ),
        "urgent": DeadlineRule(first=Limit(hours=2, type=working), solve=Limit(hours=24, type=clock)),
        "normal": DeadlineRule(first=Limit(days=0, type=days), solve=Limit(days=5, type=days), remind_minutes=60),
    }


def _utc(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None:
        raise ValueError("a deadline needs a start with a time zone")
    return moment.astimezone(dt.UTC)


def _merged(pauses: Sequence[Pause], start: dt.datetime) -> list[Span]:
    """The pauses in order, without overlaps, from the start on; an open one lasts for ever."""
    spans = sorted((max(_utc(begin), start), FOREVER if end is None else _utc(end)) for begin, end in pauses)
    merged: list[Span] = []
    for begin, end in spans:
        if end <= begin:
            continue
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _working(start: dt.datetime, calendar: WorkCalendar) -> Iterator[Span]:
    """What is left of the working hours from the start on."""
    for day in days_from(calendar.date(start)):
        for begin, end in calendar.spans(day):
            if end > start:
                yield max(begin, start), end


def _run_out(spans: Iterator[Span], length: dt.timedelta, stops: Sequence[Span]) -> dt.datetime | None:
    """Where a length of time ends that passes inside the spans and outside the stops."""
    for begin, end in _without(spans, stops):
        if end - begin >= length:
            return begin + length
        length -= end - begin
    return None


def _without(spans: Iterator[Span], stops: Sequence[Span]) -> Iterator[Span]:
    """The spans with the stops cut out; ends where a stop lasts for ever."""
    for begin, end in spans:
        at = begin
        for stop, resume in stops:
            if stop >= end or resume <= at:
                continue
            if stop > at:
                yield at, stop
            if resume == FOREVER:
                return
            at = resume
        if at < end:
            yield at, end


def _ends(start: dt.datetime, limit: Limit, calendar: WorkCalendar) -> Iterator[tuple[dt.date, dt.datetime]]:
    """The ends of the days that count, from the first one still ahead."""
    for day in days_from(calendar.date(start)):
        end = calendar.midnight(day) if limit.type is TimeType.CALENDAR_DAYS else calendar.closing(day)
        if end is not None and end > start:
            yield day, end


def _nth_end(
    ends: Iterator[tuple[dt.date, dt.datetime]], number: int, stops: Sequence[Span], start: dt.date
) -> dt.datetime | None:
    """The end of the n-th day after the start's own, not counting days that ended in a pause."""
    left = max(number, 1)
    for day, end in ends:
        held = next((stop for stop in stops if stop[0] < end <= stop[1]), None)
        if held is not None and held[1] == FOREVER:
            return None
        if held is not None or (number > 0 and day <= start):
            continue
        left -= 1
        if left == 0:
            return end
    return None


def _extended(extension: Extension, pauses: Sequence[Pause]) -> dt.datetime | None:
    """The end of an extension; pauses since it was granted move it on."""
    granted = _utc(extension.granted)
    length = _utc(extension.until) - granted
    if length <= dt.timedelta():
        return _utc(extension.until)
    return _run_out(iter([(granted, FOREVER)]), length, _merged(pauses, granted))


def _later(one: dt.datetime | None, other: dt.datetime | None) -> dt.datetime | None:
    """The later of two deadlines; a held one is later than any."""
    return None if one is None or other is None else max(one, other)
