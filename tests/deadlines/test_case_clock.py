"""When a case is due, by what it is and how pressing."""

from __future__ import annotations

import datetime as dt

import pytest

from models.deadlines import CaseClock, Extension
from tests.deadlines.helpers import at, settings

TUESDAY = at("2026-11-24 10:00")


@pytest.mark.parametrize(
    ("urgency", "first", "solve"),
    [
        ("emergency", "2026-11-24 10:30", "2026-11-24 12:00"),
        ("urgent", "2026-11-24 12:00", "2026-11-25 10:00"),
        ("normal", "2026-11-24 18:00", "2026-12-01 18:00"),
        ("of no known kind", "2026-11-24 18:00", "2026-12-01 18:00"),
    ],
)
def test_a_configuration_that_says_nothing_has_sensible_deadlines(urgency: str, first: str, solve: str) -> None:
    due = CaseClock(settings()).due("waste", urgency, TUESDAY)
    assert (due.first, due.solve) == (at(first), at(solve))


def test_the_house_rule_replaces_the_default_and_the_category_replaces_the_house_rule() -> None:
    house = {"first": {"hours": 1}, "solve": {"hours": 5}, "remind_minutes": 7}
    own = {"first": {"minutes": 5}, "solve": {"hours": 4, "type": "working_hours"}}
    clock = CaseClock(
        settings(
            deadlines={"normal": house},
            categories={"waste": {"label": "垃圾", "deadlines": {"normal": own}}},
        )
    )
    assert clock.due("parking", "normal", TUESDAY).solve == at("2026-11-24 15:00")
    assert clock.due("parking", "normal", TUESDAY).remind == dt.timedelta(minutes=7)
    assert clock.due("waste", "normal", TUESDAY).solve == at("2026-11-24 16:00")
    assert clock.due("waste", "urgent", TUESDAY).solve == at("2026-11-25 10:00"), "no own rule for urgent ones"


def test_a_suspended_case_is_not_due() -> None:
    due = CaseClock(settings()).due("waste", "normal", TUESDAY, [(at("2026-11-24 11:00"), None)])
    assert due.first is None
    assert due.solve is None


def test_an_extension_moves_the_solution_and_not_the_first_word() -> None:
    more = Extension(granted=at("2026-12-01 09:00"), until=at("2026-12-04 18:00"))
    due = CaseClock(settings()).due("waste", "normal", TUESDAY, extension=more)
    assert (due.first, due.solve) == (at("2026-11-24 18:00"), at("2026-12-04 18:00"))


@pytest.mark.parametrize("until", ["2026-11-26 18:00", "2026-11-20 18:00"])
def test_an_extension_never_shortens(until: str) -> None:
    less = Extension(granted=at("2026-11-25 09:00"), until=at(until))
    assert CaseClock(settings()).due("waste", "normal", TUESDAY, extension=less).solve == at("2026-12-01 18:00")


def test_an_extension_is_moved_by_a_pause_that_falls_into_it() -> None:
    more = Extension(granted=at("2026-12-01 09:00"), until=at("2026-12-04 18:00"))
    stopped = [(at("2026-12-02 09:00"), at("2026-12-03 09:00"))]
    clock = CaseClock(settings())
    assert clock.due("waste", "normal", TUESDAY, stopped, more).solve == at("2026-12-05 18:00")
    assert clock.due("waste", "normal", TUESDAY, [(at("2026-12-02 09:00"), None)], more).solve is None
