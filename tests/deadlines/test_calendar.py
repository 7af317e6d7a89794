"""Which days people work."""

from __future__ import annotations

import datetime as dt
import logging

import pytest

from models.settings import CalendarSettings
from tests.deadlines.helpers import at, calendar, day


@pytest.mark.parametrize(
    ("date", "works", "why"),
    [
        ("2026-02-13", True, "the Friday before Spring Festival"),
        ("2026-02-14", True, "a Saturday worked to make up for the festival"),
        ("2026-02-16", False, "New Year's Eve, a Monday"),
        ("2026-02-23", False, "the last day of the festival, a Monday"),
        ("2026-02-24", True, "back at work"),
        ("2026-02-28", True, "the second make-up Saturday"),
        ("2026-09-20", True, "a Sunday worked to make up for National Day"),
        ("2026-10-07", False, "the last day of National Day"),
        ("2026-10-10", True, "the make-up Saturday after National Day"),
        ("2026-11-21", False, "any Saturday"),
        ("2026-11-24", True, "any Tuesday"),
    ],
)
def test_public_holidays_and_the_days_that_make_up_for_them(date: str, works: bool, why: str) -> None:
    assert calendar().is_workday(day(date)) is works, why


def test_years_that_are_not_announced_yet_keep_to_the_law_and_warn_once(caplog: pytest.LogCaptureFixture) -> None:
    later = calendar()
    year = later.announced_until + 1
    with caplog.at_level(logging.WARNING):
        assert not later.is_workday(dt.date(year, 10, 1))
        assert not later.is_workday(dt.date(year, 5, 1))
        assert sum(later.is_workday(dt.date(year, 1, 1) + dt.timedelta(n)) for n in range(365)) > 240
    assert len(caplog.records) == 1
    assert str(year) in caplog.text


def test_even_a_far_year_has_its_weekends_and_fixed_holidays() -> None:
    far = calendar()
    assert not far.is_workday(dt.date(2200, 10, 1))
    assert not far.is_workday(dt.date(2200, 10, 4)), "a Saturday"
    assert far.is_workday(dt.date(2200, 10, 8))


def test_the_installations_own_days_go_before_the_public_ones() -> None:
    own = calendar(CalendarSettings(holidays=(day("2026-11-24"),), workdays=(day("2026-10-01"),)))
    assert not own.is_workday(day("2026-11-24"))
    assert own.is_workday(day("2026-10-01"))


def test_a_working_day_has_a_lunch_break() -> None:
    assert calendar().spans(day("2026-11-24")) == (
        (at("2026-11-24 08:00"), at("2026-11-24 12:00")),
        (at("2026-11-24 14:00"), at("2026-11-24 18:00")),
    )
    assert calendar().spans(day("2026-11-22")) == ()


@pytest.mark.parametrize(
    "hours",
    [
        [["08:00", "08:00"]],
        [["14:00", "12:00"]],
        [["08:00", "12:00"], ["11:00", "18:00"]],
        [["14:00", "18:00"], ["08:00", "12:00"]],
        [["08:00Z", "12:00"]],
        [[800, 1200]],
        [],
    ],
)
def test_hours_that_cannot_be_are_refused(hours: list[list[object]]) -> None:
    with pytest.raises(ValueError, match="hours"):
        CalendarSettings.model_validate({"hours": hours})


def test_a_day_cannot_be_both_free_and_worked() -> None:
    with pytest.raises(ValueError, match="2026-10-01"):
        CalendarSettings(holidays=(day("2026-10-01"),), workdays=(day("2026-10-01"),))
