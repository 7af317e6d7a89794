"""However people type it, one spelling comes out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.normalise import READ_LIMIT, normalise
from models.simplified import simplify


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("３号楼电梯坏了！！！！", "3号楼电梯坏了!"),
        ("電梯壞了，沒人修", "电梯坏了,没人修"),
        ("又堵了[捂脸][捂脸]", "又堵了"),
        ("灯不亮🙏🙏 求修", "灯不亮 求修"),
        ("@网格员小严\u2005上班了没", "上班了没"),
        ("@3-502 张三\u2005你家漏水", "你家漏水"),
        ("漏\u200b水\ufeff了", "漏水了"),
        ("臭啊啊啊啊啊啊啊", "臭啊啊啊"),
        ("苏F·８８８８８８", "苏F·888888"),
        ("一行\r\n\r\n  二行", "一行\n二行"),
    ],
)
def test_ornaments_and_variants_are_levelled(typed: str, read: str) -> None:
    assert normalise(typed).text == read


def test_emoji_and_mentions_are_kept_beside_the_text() -> None:
    plain = normalise("@物业小周\u2005电梯又坏了！！[捂脸]😂")
    assert plain.mentions == ("物业小周",)
    assert plain.emoji == ("捂脸", "😂")
    assert plain.excited


def test_an_address_at_the_end_of_a_mention_less_text_stays() -> None:
    assert normalise("@物业快来修灯").text == "@物业快来修灯"


def test_dialect_characters_survive_simplification() -> None:
    assert simplify("樓梯底成日插電，喺度㗎") == "楼梯底成日插电，喺度㗎"


def test_a_pasted_book_is_read_only_at_its_start() -> None:
    assert len(normalise("楼道堆满垃圾。" * 20_000).text) <= READ_LIMIT


@given(st.text())
def test_any_text_is_accepted_and_reading_it_twice_changes_nothing(typed: str) -> None:
    once = normalise(typed).text
    assert len(once) <= READ_LIMIT
    assert "\r" not in once
    assert "\u200b" not in once
