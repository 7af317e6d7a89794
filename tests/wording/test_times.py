"""Times and spans as people say them."""

from __future__ import annotations

import datetime as dt

import pytest

from handlers.wording.times import say_span, say_time
from tests.wording.samples import NOON, ZONE, at


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026-12-01 18:00", "今天 18:00"),
        ("2026-12-01 09:05", "今天 9:05"),
        ("2026-12-02 09:00", "明早 9:00"),
        ("2026-12-02 05:00", "明早 5:00"),
        ("2026-12-02 04:59", "明天 4:59"),
        ("2026-12-02 14:30", "明天 14:30"),
        ("2026-12-03 09:00", "后天 9:00"),
        ("2026-12-04 17:00", "周五 17:00"),
        ("2026-12-07 09:00", "下周一 9:00"),
        ("2026-12-08 09:00", "12月8日 9:00"),
        ("2026-11-30 23:59", "昨天 23:59"),
        ("2026-11-29 08:00", "11月29日 8:00"),
        ("2027-01-03 08:00", "2027年1月3日 8:00"),
    ],
)
def test_times_are_said_from_where_we_stand(when: str, said: str) -> None:
    assert say_time(at(when), NOON.now, ZONE) == said


def test_a_time_stored_in_another_zone_is_said_in_the_neighbourhoods_own() -> None:
    late_in_utc = dt.datetime(2026, 12, 1, 17, 0, tzinfo=dt.UTC)
    assert say_time(late_in_utc, NOON.now.astimezone(dt.UTC), ZONE) == "明天 1:00"


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (dt.timedelta(seconds=30), "不到 1 分钟"),
        (dt.timedelta(minutes=35), "35 分钟"),
        (dt.timedelta(hours=2), "2 小时"),
        (dt.timedelta(hours=2, minutes=5), "2 小时 5 分钟"),
        (dt.timedelta(days=1, hours=4, minutes=20), "1 天 4 小时"),
        (dt.timedelta(days=3, minutes=20), "3 天"),
    ],
)
def test_spans_are_said_in_their_two_largest_parts(span: dt.timedelta, said: str) -> None:
    assert say_span(span) == said
