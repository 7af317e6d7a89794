"""Charts: what stands in them is what went in, whoever wrote the labels."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from bot.charts import Point, Series, bars, columns, heat, lines

SVG = "{http://www.w3.org/2000/svg}"
NASTY = [
    "<script>alert(1)</script>",
    '" onload="alert(1)',
    "]]>&amp;'",
    "\x00\x08\x1b\ud800控制",
    "\u202e反过来\u2066",
    "长" * 10_000,
    "",
]
DRAWN: dict[str, Callable[[str], str]] = {
    "bars": lambda words: bars([Point(words, 3, 1)], title=words, font=words[:80]),
    "columns": lambda words: columns([Point(words, 3)], title=words, font=words[:80]),
    "lines": lambda words: lines([Series(words, (Point(words, 3),))], title=words, font=words[:80]),
    "heat": lambda words: heat([words], [words], [[3]], title=words, font=words[:80]),
}


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("kind", DRAWN)
def test_whatever_a_label_holds_the_markup_is_whole_and_tame(kind: str, words: str) -> None:
    drawn = DRAWN[kind](words)
    names = {element.tag.removeprefix(SVG) for element in tree(drawn).iter()}
    assert names <= {"svg", "title", "g", "rect", "text", "line", "polyline", "circle"}
    attributes = {name for element in tree(drawn).iter() for name in element.attrib}
    assert not {name for name in attributes if name == "style" or name.startswith("on") or "href" in name}
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", drawn)
    assert len(drawn) < 6_000


def test_every_mark_tells_its_number_to_whoever_cannot_see_it() -> None:
    told = titles(bars([Point("停车", 14, 9), Point("路灯", 3)], title="这周的事"))
    assert told == ["这周的事", "停车 9/14", "路灯 3"]
    assert titles(heat(["周一"], ["8时", "9时"], [[4, None]], title="几点")) == ["几点", "周一 8时 4", "周一 9时 —"]
    week = lines([Series("收到", (Point("46周", 5), Point("47周", 2.5)))], title="八周")
    assert titles(week) == ["八周", "收到 46周 5", "收到 47周 2.5"]


def test_bars_are_as_long_as_their_numbers() -> None:
    wide = [
        float(bar.attrib["width"]) for bar in tree(bars([Point("a", 10), Point("b", 5)], title="")).iter(f"{SVG}rect")
    ]
    assert wide[0] == pytest.approx(2 * wide[1], abs=0.2)
    high = [
        float(bar.attrib["height"])
        for bar in tree(columns([Point("a", 9), Point("b", 3)], title="")).iter(f"{SVG}rect")
    ]
    assert high[0] == pytest.approx(3 * high[1], abs=0.2)


def test_a_number_that_is_not_told_looks_like_no_other() -> None:
    none, hidden, many = tree(heat(["一"], ["甲", "乙", "丙"], [[0, None, 9]], title="")).iter(f"{SVG}rect")
    assert len({cell.attrib["fill"] for cell in (none, hidden, many)}) == 3
    assert "·" in heat(["一"], ["甲"], [[None]], title="")


@pytest.mark.parametrize("most", [0, 0.4, 1, 3, 7, 10, 99, 101, 12_345])
def test_a_line_stays_inside_its_scale(most: float) -> None:
    drawn = tree(lines([Series("收到", (Point("一", 0), Point("二", most)))], title=""))
    assert all(40 <= float(dot.attrib["cy"]) <= 220 for dot in drawn.iter(f"{SVG}circle"))


def test_nothing_to_show_is_an_empty_picture() -> None:
    for drawn in (bars([], title="空"), columns([], title="空"), lines([], title="空"), heat([], [], [], title="空")):
        assert titles(drawn) == ["空"]


def tree(drawn: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawn)


def titles(drawn: str) -> list[str]:
    return [element.text or "" for element in tree(drawn).iter(f"{SVG}title")]
