"""Texts that no cadre writes."""

import pytest

from handlers.reading.cadre_reply import Verb
from tests.reading.test_cadre_reply import parse

HUGE = ["修好了" * 40_000, "6号" * 50_000, "1" * 100_000, "," * 100_000, "明天" * 50_000, "不" * 100_000]


@pytest.mark.parametrize("text", HUGE, ids=range(len(HUGE)))
def test_a_hundred_thousand_characters_are_no_close(text: str) -> None:
    assert parse(text).verb is Verb.UNCLEAR
