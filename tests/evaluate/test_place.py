"""When two places that people wrote are the same spot."""

import pytest

from bot.evaluate.place import SAME_ENOUGH, likeness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3幢", "三号楼"),
        ("十二栋2单元", "12座 2 单元"),
        ("二十幢", "20号楼"),
        ("花苑５幢", "5号楼"),
        ("", ""),
        ("小区北门", "小区北门口"),
        ("（北门）", "北门"),
    ],
)
def test_one_spot_in_two_spellings(one: str, other: str) -> None:
    assert likeness(one, other) >= SAME_ENOUGH
    assert likeness(other, one) == likeness(one, other)


@pytest.mark.parametrize(("one", "other"), [("3幢", "13幢"), ("3幢东头", "5幢东头"), ("北门", ""), ("菜场", "南门")])
def test_two_spots(one: str, other: str) -> None:
    assert likeness(one, other) < SAME_ENOUGH


def test_words_that_are_partly_the_same_are_partly_alike() -> None:
    assert likeness("小区东门岗亭", "小区东门花坛") == pytest.approx(0.6)
    assert likeness("东", "西") == 0.0
