"""The arithmetic behind a leader's digest."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.figures import CallBacks, Figures, Part, Rate, Tally, mean
from tests.wording.samples import FIGURES


def test_satisfaction_counts_a_fairly_content_answer_as_nine_tenths() -> None:
    back = CallBacks(valid=10, contacted=10, solved=8, content=6, fairly_content=2)
    assert back.satisfaction.value == pytest.approx(0.78)
    assert back.total == pytest.approx(0.1 * 1.0 + 0.5 * 0.8 + 0.4 * 0.78)


def test_a_share_of_nothing_is_no_share() -> None:
    assert Rate(0, 0).value is None
    assert CallBacks().total is None
    empty = Figures()
    assert [rate.value for rate in (empty.on_time, empty.reopening, empty.repetition, empty.within_grid)] == [None] * 4
    assert mean([]) is None


def test_rates_keep_what_they_were_taken_of() -> None:
    assert FIGURES.on_time == Rate(14, 16)
    assert FIGURES.within_grid == Rate(12, 16)
    assert FIGURES.within_community == Rate(16, 16)
    assert FIGURES.repetition == Rate(2, 20)


def test_the_sample_reconciles_and_a_lost_case_is_noticed() -> None:
    assert FIGURES.reconciles()
    assert not replace(FIGURES, tally=replace(FIGURES.tally, open=3)).reconciles()
    assert not replace(FIGURES, by_child=FIGURES.by_child[:1]).reconciles()


@given(st.lists(st.tuples(*[st.integers(0, 50)] * 4), max_size=6))
def test_parts_that_each_add_up_add_up_together(counts: list[tuple[int, int, int, int]]) -> None:
    parts = tuple(Part(str(n), Tally(sum(row), *row)) for n, row in enumerate(counts))
    total = Tally(sum(map(sum, counts)), *(sum(row[i] for row in counts) for i in range(4)))
    assert Figures(tally=total, by_category=parts).reconciles()


def test_the_mean_of_spans() -> None:
    assert mean([dt.timedelta(hours=1), dt.timedelta(hours=3)]) == dt.timedelta(hours=2)
