"""Addresses as parts: put together from the outside in, put right, shown with one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.place import PlaceReader
from models.settings import PlaceSettings

ESTATE = PlaceReader([PlaceSettings(name=name) for name in ("3排", "7号楼", "文明桥", "小学围墙", "陈氏宗祠")])
OLD = PlaceReader([PlaceSettings(name=name) for name in ("一栋", "甲楼")])


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("三排东头", "3排东头"),
        ("七幢二门洞", "7号楼2门洞"),
        ("文明桥底下", "文明桥下"),
        ("小学围墙外面那个工地", "小学围墙外工地"),
        ("祠堂门口", "陈氏宗祠门口"),
        ("七号楼五楼一〇三", "7号楼5楼"),
    ],
)
def test_a_case_shows_a_place_as_the_neighbourhood_writes_it(said: str, shown: str) -> None:
    assert ESTATE.address(said).without("room").text == shown


def test_numbers_stay_spelled_where_the_houses_are() -> None:
    assert OLD.address("一栋二单元").text == "一栋二单元"
    assert OLD.address("甲楼三门洞五楼").text == "甲楼三门洞五楼"


def test_what_is_added_goes_where_it_belongs() -> None:
    house = ESTATE.address("7号楼楼顶")
    assert house.refined(ESTATE.address("2单元").parts).text == "7号楼2单元楼顶"
    assert house.refined(ESTATE.address("3幢").parts).text == "7号楼楼顶"


def test_a_correction_changes_its_own_part_only() -> None:
    assert ESTATE.address("8幢3单元一楼").replaced(ESTATE.address("7号楼")).text == "7号楼3单元1楼"


PARTS = st.sampled_from(
    ["3排", "七幢", "8幢", "2单元", "三楼", "302", "东头", "楼顶", "车棚", "和", "之间", "、", "到"]
)


@given(st.lists(PARTS, max_size=8).map("".join), st.lists(PARTS, max_size=4).map("".join))
def test_refining_keeps_all_that_was_told(one: str, more: str) -> None:
    before = ESTATE.address(one)
    after = before.refined(ESTATE.address(more).parts)
    assert [part for part in after.parts if part in before.parts] == list(before.parts)
    assert after.kinds == before.kinds | ESTATE.address(more).kinds
