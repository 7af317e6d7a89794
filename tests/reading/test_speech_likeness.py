"""Questions that no rule knows, told from talk by what they resemble among the examples of speech."""

from __future__ import annotations

import pytest

from handlers.reading.examples import read_examples
from handlers.reading.facts import Act
from handlers.reading.read import Reader
from handlers.reading.speech_likeness import ASKING, SPEECH


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("养老保险交满多少年能拿钱", Act.QUESTION),
        ("办残疾证要去县医院鉴定吗", Act.QUESTION),
        ("后院那棵枯树有人来锯了没", Act.STATUS_QUERY),
        ("答应给装的护栏到哪一步了", Act.STATUS_QUERY),
    ],
)
def test_what_resembles_a_question_of_its_kind_is_read_as_one(reader: Reader, text: str, act: Act) -> None:
    assert reader.read(text).acts & ASKING == {act}


@pytest.mark.parametrize("text", ["谁家的风筝挂我窗户上了", "晚上烧烤去不去", "你家丫头考得咋样", "这裙子哪买的"])
def test_neighbours_ask_each_other_what_they_like(reader: Reader, text: str) -> None:
    assert not reader.read(text).acts & ASKING


def test_who_promises_or_thanks_asks_nothing(reader: Reader) -> None:
    assert not reader.read("谢谢师傅，这么晚还来修，吃饭了没").acts & ASKING


@pytest.mark.parametrize(("name", "least"), [("question", 0.8), ("status_query", 0.75)])
def test_most_examples_are_read_as_what_they_are(reader: Reader, name: str, least: float) -> None:
    examples = read_examples(SPEECH)[name]
    read = [each for each in examples if reader.read(each.text).does(Act(name))]
    assert len(read) >= least * len(examples)


def test_few_examples_between_neighbours_are_taken_for_questions(reader: Reader) -> None:
    examples = read_examples(SPEECH)["between_neighbours"]
    taken = [each.text for each in examples if reader.read(each.text).acts & ASKING]
    assert len(taken) <= 0.1 * len(examples), taken
