"""Case numbers are told from houses and days, and answers about satisfaction get their score."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.references import case_numbers, satisfaction


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("6号没好", (6,)),
        ("6号还没修好", (6,)),
        ("查6号", (6,)),
        ("查 6号", (6,)),
        ("查6", (6,)),
        ("#6", (6,)),
        ("#6 怎么样了", (6,)),
        ("6号工单到哪一步了", (6,)),
        ("12号怎么样了", (12,)),
        ("6号好了吗,还有#7", (6, 7)),
        ("工单6", (6,)),
        ("6号不满意 还是臭", (6,)),
    ],
)
def test_a_case_is_named(text: str, numbers: tuple[int, ...]) -> None:
    assert sorted(case_numbers(text)) == sorted(numbers)


@pytest.mark.parametrize(
    "text",
    [
        "6号楼没水", "6号门坏了", "6号上午停电", "看下6号楼", "5月6号没好天气", "9号二楼漏水", "3幢6号漏水", "#6楼",
        "解放路6号好了", "9号又堵了", "苏F66666", "6号线", "16楼没好",
    ],
)  # fmt: skip
def test_houses_days_and_roads_are_no_cases(text: str) -> None:
    assert case_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("满意", 3),
        ("非常满意", 3),
        ("基本满意", 2),
        ("还行", 2),
        ("不满意 还是臭", 1),
        ("很不满意", 1),
        ("不太满意", 1),
        ("修好了", None),
        ("满意" + "字" * 60, None),
    ],
)
def test_satisfaction_is_scored(text: str, score: int | None) -> None:
    assert satisfaction(text) == score


@given(st.text(st.sampled_from("0123456789号#楼查没好满意不工单 ")))
def test_any_text_is_accepted(text: str) -> None:
    assert all(0 < number < 100_000 for number in case_numbers(text))
    assert satisfaction(text) in (None, 1, 2, 3)
