"""The fast segmenter cuts exactly as jieba does."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from handlers.reading.lexicon import Lexicon
from handlers.reading.segment import Segmenter


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter(["通下水", "飞线充电"])


def test_every_sentence_of_the_lexicon_is_cut_as_jieba_cuts_it(segmenter: Segmenter, lexicon: Lexicon) -> None:
    sentences: list[str] = []
    for source in lexicon.sources.categories:
        sentences += [*source.yes, *source.no]
        sentences += [sentence for rule in source.rules for sentence in (*rule.yes, *rule.no)]
    assert len(sentences) > 500
    assert [sentence for sentence in sentences if segmenter.cut(sentence) != segmenter.reference(sentence)] == []


@pytest.mark.parametrize(
    "text",
    [
        "2000-100",
        "4.HP",
        "车牌苏F8Q2K1 在3.5米处",
        "L0427号杆",
        "ETC-12.5%坏了",
        "喺7號樓梯底㗎",
        "a.b@c.cn",
        "3-1-402+1",
        "苏F·8Q2K1 挪一下",
        "门口嗰盏灯𠮶边 é\u00a0ok\ud800",
        "",
    ],
)
def test_runs_of_letters_and_digits_are_cut_as_jieba_cuts_them(segmenter: Segmenter, text: str) -> None:
    assert segmenter.cut(text) == segmenter.reference(text)


THRICE = re.compile(r"([\u4e00-\u9fff])\1\1")


@settings(max_examples=300)
@given(st.text(st.sampled_from("下水道堵了3号楼电梯0.5-Aa%+ ,。?！没人管，飞线充电·𠮶é\u00a0😀")))
def test_no_mixture_is_cut_otherwise(segmenter: Segmenter, text: str) -> None:
    assume(THRICE.search(text) is None)  # 人人|人 and 人|人人 weigh the same: rounding decides, and no rule can tell
    cut = segmenter.cut(text)
    assert cut == segmenter.reference(text)
    assert "".join(cut) == text


def test_custom_words_stay_whole(segmenter: Segmenter) -> None:
    assert "飞线充电" in segmenter.cut("楼上飞线充电")
    assert not segmenter.is_word("飞线充电")  # added: it must not make another word straddle
