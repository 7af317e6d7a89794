"""Times in words: when to look again after "师傅明早来"; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from re import Match

from handlers.reading.times.feast import FEAST, feast_instants
from handlers.reading.times.local import Local, Resolve, local_of
from handlers.reading.times.point import POINT, is_point, point_instants
from handlers.reading.times.span import SPAN, is_span, span_instants
from handlers.reading.times.vague import VAGUE
from models.calendar import WorkCalendar

READ_LIMIT = 500  # characters; who promises a time says so in fewer
HORIZON = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class When:
    """An instant that lies ahead, in local time, and the words of the text that named it."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class _Reader:
    pattern: re.Pattern[str]
    instants: Resolve
    accepts: Callable[[Match[str]], bool] = bool


READERS = (
    _Reader(SPAN, span_instants, is_span),
    _Reader(FEAST, feast_instants),
    *(_Reader(re.compile(pattern), instants) for pattern, instants in VAGUE),
    _Reader(POINT, point_instants, is_point),
)


def read_when(text: str, now: datetime, calendar: WorkCalendar | None = None) -> When | None:
    """The first time that a text names, as the instant to look again; None if it names none.

    `now` is aware. Times of day are local to the calendar, or to the zone of `now` without one. What has passed today
    rolls on to the next instant that the words can mean; a limit or a stretch ("周五前", "这两天") gives its end.
    """
    local = local_of(now, calendar)
    found = sorted(_found(text[:READ_LIMIT]), key=lambda one: (one[1].start(), -one[1].end()))
    for reader, match in found:
        at = _ahead(reader, match, local)
        if at is not None:
            return When(at, match.group().strip(" 的"))
    return None


def _found(text: str) -> Iterator[tuple[_Reader, Match[str]]]:
    for reader in READERS:
        for match in reader.pattern.finditer(text):
            if match.group().strip() and reader.accepts(match):
                yield reader, match


def _ahead(reader: _Reader, match: Match[str], local: Local) -> datetime | None:
    instants = reader.instants(match, local)
    return next((at for at in instants if local.now < at <= local.now + HORIZON), None)
