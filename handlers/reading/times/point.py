"""A point in time: a day, a part of it, an hour, in any combination, with or without 前 or 后."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time, timedelta
from re import Match

from handlers.reading.times.day import DAY, Days, days_of
from handlers.reading.times.hour import CLOCK, PART, PARTS, is_clock, part_of, times_of
from handlers.reading.times.local import MORNING, PLAIN, Instants, Local

LATE = time(22)  # the last resort of "今天" in the evening
_LIMIT = r"(?:\s?(?P<limit>[之以]前|前(?![面边后头台门])|[之以]?内|[之以]后|后(?![面边勤来天门日])))?"
POINT = re.compile(rf"(?:{DAY})?\s?的?\s?(?:{PART})?\s?(?:{CLOCK})?{_LIMIT}")
_DAY_GROUPS = ("relative", "weekday", "week", "month", "date", "thismonth", "nextmonth", "yearend")


def is_point(match: Match[str]) -> bool:
    """Whether the match names a time at all; every part of the pattern may be absent."""
    if match["hour"] and not is_clock(match, match.string[match.end() : match.end() + 2]):
        return False
    return _names_day(match) or match["daypart"] is not None or match["hour"] is not None


def point_instants(match: Match[str], local: Local) -> Instants:
    for days in _days(match, local):
        if _is_after(match) and match["hour"] is None and match["daypart"] is None:
            yield local.on(days.last + timedelta(days=1), MORNING)
        for at in _times(match, days, local):
            yield local.on(days.last, at)
    if match["relative"] and match["relative"].startswith(("今", "当")):
        yield from (local.on(local.today, local.evening), local.on(local.today, LATE))
        yield local.on(local.days_on(1), MORNING)


def _days(match: Match[str], local: Local) -> Iterator[Days]:
    if _names_day(match):
        return days_of(match, local.today)
    return (Days(day, day) for day in (local.today, local.days_on(1)))


def _times(match: Match[str], days: Days, local: Local) -> Iterator[time]:
    part = part_of(match["daypart"])
    if match["hour"]:
        yield from times_of(match)
    elif part:
        look, over = PARTS[part]
        yield from (over,) if _is_limit(match) else (look, over)
    elif days.is_stretch or _is_limit(match):
        yield local.evening
    else:
        yield from (PLAIN, local.evening)


def _names_day(match: Match[str]) -> bool:
    return any(match[group] for group in _DAY_GROUPS)


def _is_limit(match: Match[str]) -> bool:
    return match["limit"] is not None and not _is_after(match)


def _is_after(match: Match[str]) -> bool:
    return match["limit"] is not None and match["limit"].endswith("后")
