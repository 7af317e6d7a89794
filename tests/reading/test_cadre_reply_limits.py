"""Texts that no cadre writes."""

import pytest

from handlers.reading.cadre_reply import Verb
from tests.reading.test_cadre_reply import parse

HUGE = ["修好了" * 40_000, "6号" * 50_000, "1" * 100_000, "," * 100_000, "明天" * 50_000, "不" * 100_000]


@pytest.mark.parametrize("text", HUGE, ids=range(len(HUGE)))
def test_a_hundred_thousand_characters_are_no_close(text: str) -> None:
    assert parse(text).verb is Verb.UNCLEAR


# Words that may follow one another in several ways; each text is short enough to be read in full.
STUTTER = [
    "再过",
    "那就",
    "我们我",
    "已经都",
    "今天今天的",
    "没办的没办",
    "这这个",
    "刚才我",
    "好的收到",
    "6号和",
    "改为改",
]


@pytest.mark.parametrize("words", STUTTER)
@pytest.mark.parametrize("end", ["", "了", "x", "修好了"])
def test_stuttered_words_are_read_at_once(words: str, end: str) -> None:
    text = (words * 150)[: 290 - len(end)] + end
    assert parse(text).words  # what backtracks without bound would not come back for years


ASKED = ["6号电话", "6号 联系电话多少", "看看6号的电话", "6号联系方式", "查6号手机号", "6号身份证"]
TOLD = ["电话", "6号电话打不通", "6号电话联系了", "6号打电话了", "已电话联系", "电话通知物业了"]


@pytest.mark.parametrize("said", ASKED)
def test_a_number_is_asked_for(said: str) -> None:
    assert (parse(said).verb, parse(said).numbers) == (Verb.NUMBERS, (6,))


@pytest.mark.parametrize("said", TOLD)
def test_a_telephone_in_an_answer_asks_for_no_number(said: str) -> None:
    assert parse(said).verb is not Verb.NUMBERS
