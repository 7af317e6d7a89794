"""What is true of every deadline."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from models.deadlines import Pause, deadline
from models.settings import Limit, TimeType
from tests.deadlines.helpers import calendar

CALENDAR = calendar()
HOURS = (TimeType.CLOCK, TimeType.WORKING_HOURS)
MINUTE = dt.timedelta(minutes=1)

starts = st.datetimes(dt.datetime(2025, 9, 1), dt.datetime(2026, 12, 1), timezones=st.just(dt.UTC))  # noqa: DTZ001
types = st.sampled_from(TimeType)
amounts = st.integers(1, 60)
gaps = st.integers(0, 20_000).map(lambda minutes: dt.timedelta(minutes=minutes))


def of(kind: TimeType, amount: int) -> Limit:
    return Limit(minutes=amount * 37, type=kind) if kind in HOURS else Limit(days=amount, type=kind)


@st.composite
def pauses(draw: st.DrawFn) -> list[Pause]:
    """Closed pauses, possibly overlapping, in any order."""
    begins = draw(st.lists(starts, max_size=4))
    return [(begin, begin + draw(gaps)) for begin in begins]


def due(start: dt.datetime, limit: Limit, stops: list[Pause] | None = None) -> dt.datetime:
    moment = deadline(start, limit, CALENDAR, stops or [])
    assert moment is not None
    return moment


@given(starts, types, amounts, pauses())
def test_it_is_in_utc_and_never_before_the_start(
    start: dt.datetime, kind: TimeType, amount: int, stops: list[Pause]
) -> None:
    moment = due(start, of(kind, amount), stops)
    assert moment.tzinfo is dt.UTC
    assert moment >= start


@given(starts, gaps, types, amounts, pauses())
def test_a_later_start_is_never_due_earlier(
    start: dt.datetime, gap: dt.timedelta, kind: TimeType, amount: int, stops: list[Pause]
) -> None:
    assert due(start + gap, of(kind, amount), stops) >= due(start, of(kind, amount), stops)


@given(starts, types, amounts, st.integers(0, 30), pauses())
def test_more_time_is_never_less(
    start: dt.datetime, kind: TimeType, amount: int, more: int, stops: list[Pause]
) -> None:
    assert due(start, of(kind, amount + more), stops) >= due(start, of(kind, amount), stops)


@given(starts, types, amounts, pauses())
def test_a_pause_never_shortens(start: dt.datetime, kind: TimeType, amount: int, stops: list[Pause]) -> None:
    assert due(start, of(kind, amount), stops) >= due(start, of(kind, amount))


@given(starts, st.sampled_from([TimeType.WORKING_HOURS, TimeType.WORKING_DAYS]), amounts, pauses())
def test_working_limits_end_inside_working_time(
    start: dt.datetime, kind: TimeType, amount: int, stops: list[Pause]
) -> None:
    moment = due(start, of(kind, amount), stops)
    assert any(begin < moment <= end for begin, end in CALENDAR.spans(CALENDAR.date(moment)))


@given(starts, types, amounts, pauses(), st.sampled_from(["Asia/Shanghai", "America/New_York", "Asia/Kathmandu"]))
def test_the_zone_that_the_start_is_written_in_makes_no_difference(
    start: dt.datetime, kind: TimeType, amount: int, stops: list[Pause], zone: str
) -> None:
    assert due(start.astimezone(ZoneInfo(zone)), of(kind, amount), stops) == due(start, of(kind, amount), stops)


@given(starts.map(lambda start: start.replace(second=0, microsecond=0)), st.sampled_from(HOURS), st.data())
def test_exactly_the_limit_passes_outside_the_pauses(start: dt.datetime, kind: TimeType, data: st.DataObject) -> None:
    """Counted the slow way, minute by minute."""
    offsets = data.draw(st.lists(st.tuples(st.integers(-300, 900), st.integers(0, 600)), max_size=3))
    stops = [(start + begin * MINUTE, start + (begin + length) * MINUTE) for begin, length in offsets]
    moment = due(start, of(kind, 4), list(stops))
    minutes = (start + n * MINUTE for n in range((moment - start) // MINUTE))
    passed = sum(_counts(minute, kind) for minute in minutes if not any(a <= minute < b for a, b in stops))
    assert passed == 4 * 37


def _counts(at: dt.datetime, kind: TimeType) -> bool:
    return kind is TimeType.CLOCK or any(begin <= at < end for begin, end in CALENDAR.spans(CALENDAR.date(at)))
