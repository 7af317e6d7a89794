"""Configured names as a voice transcript writes them, and as people shorten them."""

from __future__ import annotations

import pytest

from handlers.reading.place import PlaceReader
from models.settings import PlaceSettings


def read(name: str, text: str) -> list[str]:
    """What a neighbourhood where only this name is configured reads in a text."""
    return [place.known or place.text for place in PlaceReader([PlaceSettings(name=name)]).read(text)]


@pytest.mark.parametrize(
    ("name", "text", "heard"),
    [
        ("西场", "西厂的电杆歪了", ["西场"]),
        ("望月桥", "望月乔底下的水发黑", ["望月桥"]),
        ("金龙超市", "金隆超市门口全是油", ["金龙超市"]),
        ("老街", "老姐你看一下", []),  # another tone
        ("西场", "南昌下雨了", []),
        ("西场", "溪厂那边", []),  # nothing of the name is written
    ],
)
def test_a_configured_name_is_heard_where_it_is_written_with_other_characters(
    name: str, text: str, heard: list[str]
) -> None:
    assert read(name, text) == heard


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("金鼎酒店", "金鼎后厨的油烟真大"),
        ("县三小", "三小门口堵住了"),
        ("西排房", "西排那面墙裂了"),
        ("土地庙边", "土地庙旁边堆满了垃圾"),
        ("杏花小学", "学校门口的路灯不亮"),
        ("水井巷12号", "是12号,楼下那家"),
    ],
)
def test_a_configured_name_is_found_as_people_shorten_it(name: str, text: str) -> None:
    assert read(name, text)[:1] == [name]


def test_a_house_voice_writes_as_a_hole_is_a_house() -> None:
    assert PlaceReader([PlaceSettings(name="3栋")]).spots("三洞二单元电梯停了")[0].address.text == "3栋2单元"


@pytest.mark.parametrize("text", ["我们这一栋都没水", "同一栋的邻居", "每一层都有", "港口那边", "阿芳3号房东"])
def test_what_is_counted_or_named_by_the_way_is_no_house(text: str) -> None:
    assert not any(place.key for place in PlaceReader([PlaceSettings(name="2栋")]).read(text))
