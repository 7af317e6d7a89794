"""Deadlines, one line a story. 24 November 2026 is a Tuesday."""

from __future__ import annotations

import datetime as dt

import pytest

from models.deadlines import deadline
from models.settings import Limit, TimeType
from tests.deadlines.helpers import at, calendar, limit

PLAIN = [
    ("2026-11-24 23:50", "30min", "2026-11-25 00:20", "the clock runs at night"),
    ("2026-11-27 17:00", "24h", "2026-11-28 17:00", "and at weekends"),
    ("2026-11-24 09:00", "2wh", "2026-11-24 11:00", "a morning"),
    ("2026-11-24 11:00", "2wh", "2026-11-24 15:00", "over lunch"),
    ("2026-11-24 11:00", "1wh", "2026-11-24 12:00", "up to lunch, not after it"),
    ("2026-11-24 13:00", "1wh", "2026-11-24 15:00", "asked during lunch"),
    ("2026-11-24 21:00", "2wh", "2026-11-25 10:00", "asked in the evening"),
    ("2026-11-27 17:30", "1wh", "2026-11-30 08:30", "Friday 17:30: half an hour on Friday, half on Monday"),
    ("2026-11-28 10:00", "2wh", "2026-11-30 10:00", "asked on a Saturday"),
    ("2026-02-14 17:30", "1wh", "2026-02-24 08:30", "the eve of Spring Festival, a make-up Saturday"),
    ("2026-02-18 10:00", "2wh", "2026-02-24 10:00", "in the middle of Spring Festival"),
    ("2026-09-30 17:00", "2wh", "2026-10-08 09:00", "the eve of National Day"),
    ("2026-10-09 17:00", "2wh", "2026-10-10 09:00", "into the make-up Saturday after it"),
    ("2026-11-24 10:00", "0wd", "2026-11-24 18:00", "the same day"),
    ("2026-11-24 18:00", "0wd", "2026-11-25 18:00", "at the last stroke the next day counts"),
    ("2026-11-24 18:01", "0wd", "2026-11-25 18:00", "after work: the next working day"),
    ("2026-11-28 10:00", "0wd", "2026-11-30 18:00", "on a Saturday: Monday"),
    ("2026-11-24 10:00", "1wd", "2026-11-25 18:00", "the day of the start is not counted"),
    ("2026-11-24 22:00", "1wd", "2026-11-25 18:00", "however late it is"),
    ("2026-11-24 10:00", "5wd", "2026-12-01 18:00", "five working days are a week"),
    ("2026-11-28 10:00", "1wd", "2026-11-30 18:00", "from a Saturday"),
    ("2026-02-13 10:00", "1wd", "2026-02-14 18:00", "the make-up Saturday counts"),
    ("2026-02-13 10:00", "2wd", "2026-02-24 18:00", "and then the festival does not"),
    ("2026-09-18 10:00", "1wd", "2026-09-20 18:00", "a make-up Sunday"),
    ("2026-09-30 10:00", "3wd", "2026-10-10 18:00", "National Day and its make-up Saturday"),
    ("2026-11-24 10:00", "0d", "2026-11-25 00:00", "today ends at 24:00"),
    ("2026-11-27 10:00", "2d", "2026-11-30 00:00", "weekends count"),
    ("2026-02-13 10:00", "7d", "2026-02-21 00:00", "festivals too"),
]


@pytest.mark.parametrize(("start", "length", "due", "why"), PLAIN)
def test_a_limit_runs_out(start: str, length: str, due: str, why: str) -> None:
    assert deadline(at(start), limit(length), calendar()) == at(due), why


PAUSED: list[tuple[str, str, list[tuple[str, str | None]], str | None, str]] = [
    ("2026-11-24 10:00", "2h", [("2026-11-24 11:00", "2026-11-24 15:00")], "2026-11-24 16:00", "four hours stopped"),
    ("2026-11-24 10:00", "2h", [("2026-11-24 12:00", "2026-11-24 15:00")], "2026-11-24 12:00", "stopped too late"),
    ("2026-11-24 10:00", "2h", [("2026-11-24 08:00", "2026-11-24 11:00")], "2026-11-24 13:00", "stopped before"),
    ("2026-11-24 10:00", "2h", [("2026-11-24 11:00", None)], None, "still stopped"),
    ("2026-11-24 10:00", "2h", [("2026-11-24 13:00", None)], "2026-11-24 12:00", "stopped when it was late already"),
    ("2026-11-24 10:00", "4wh", [("2026-11-24 11:00", "2026-11-24 15:00")], "2026-11-24 18:00", "lunch costs nothing"),
    ("2026-11-24 10:00", "4wh", [("2026-11-24 18:30", "2026-11-25 07:00")], "2026-11-24 16:00", "stopped afterwards"),
    ("2026-11-27 17:00", "2wh", [("2026-11-28 00:00", "2026-11-29 00:00")], "2026-11-30 09:00", "a free Saturday"),
    ("2026-11-24 10:00", "4wh", [("2026-11-24 12:30", None)], None, "stopped during lunch, still"),
    (
        "2026-11-24 10:00",
        "2h",
        [("2026-11-24 11:00", "2026-11-24 13:00"), ("2026-11-24 12:00", "2026-11-24 14:00")],
        "2026-11-24 15:00",
        "overlapping stops count once",
    ),
    (
        "2026-11-24 10:00",
        "2wd",
        [("2026-11-25 09:00", "2026-11-26 10:00")],
        "2026-11-27 18:00",
        "one day ended stopped",
    ),
    ("2026-11-24 10:00", "2wd", [("2026-11-25 09:00", "2026-11-25 11:00")], "2026-11-26 18:00", "two hours are no day"),
    ("2026-11-24 10:00", "2wd", [("2026-11-28 09:00", "2026-11-29 10:00")], "2026-11-26 18:00", "stopped too late"),
    ("2026-11-24 10:00", "2wd", [("2026-11-25 09:00", "2026-11-25 18:00")], "2026-11-27 18:00", "till the end of work"),
    ("2026-11-24 10:00", "2wd", [("2026-11-25 18:00", "2026-11-26 08:00")], "2026-11-26 18:00", "only overnight"),
    ("2026-11-24 10:00", "2wd", [("2026-11-25 09:00", None)], None, "still stopped"),
    (
        "2026-11-24 10:00",
        "0wd",
        [("2026-11-24 11:00", "2026-11-25 09:00")],
        "2026-11-25 18:00",
        "the same day, stopped",
    ),
    ("2026-11-27 10:00", "2d", [("2026-11-28 10:00", "2026-11-29 10:00")], "2026-12-01 00:00", "weekends stop too"),
]


@pytest.mark.parametrize(("start", "length", "pauses", "due", "why"), PAUSED)
def test_a_pause_stops_the_count(
    start: str, length: str, pauses: list[tuple[str, str | None]], due: str | None, why: str
) -> None:
    stops = [(at(begin), at(end) if end else None) for begin, end in pauses]
    assert deadline(at(start), limit(length), calendar(), stops) == (at(due) if due else None), why


def test_a_start_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        deadline(dt.datetime(2026, 11, 24), limit("2h"), calendar())  # noqa: DTZ001


@pytest.mark.parametrize(
    ("parts", "cure"),
    [
        ({"days": 1}, "hours"),
        ({"hours": 1, "type": TimeType.WORKING_DAYS}, "days"),
        ({}, "no time"),
        ({"hours": -1}, "greater"),
    ],
)
def test_a_limit_in_the_wrong_unit_is_refused(parts: dict[str, object], cure: str) -> None:
    with pytest.raises(ValueError, match=cure):
        Limit.model_validate(parts)
