"""What a talk resembles: kinds of trouble, report or chat, how soon; learnt from sentences when the lexicon loads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.examples import Example, read_examples
from handlers.reading.facts import Urgency
from handlers.reading.lexicon import Lexicon
from handlers.reading.likeness import Likeness
from handlers.reading.resemblance import Resemblance, resemblance

TOLD = {
    "lamp": ["巷子里黑得伸手不见五指", "那盏灯一闪一闪的", "摸黑下楼"],
    "water": ["龙头里一滴都没有", "水小得像线", "洗到一半没水"],
}


def likeness() -> Likeness:
    return Likeness(TOLD, {"lamp": ["灯泡"], "water": ["水表"]}, list)


@pytest.fixture(scope="module")
def alike() -> Resemblance:
    return resemblance(Lexicon.load())


def test_words_it_has_seen_tell_the_kind() -> None:
    kinds = likeness().kinds("又要摸黑回家，灯坏了")
    assert max(kinds, key=lambda kind: kinds[kind]) == "lamp"
    assert sum(kinds.values()) == pytest.approx(1)


def test_words_it_has_never_seen_tell_nothing() -> None:
    assert likeness().kinds("zzz") == {}
    assert likeness().kinds("") == {}


def test_it_can_say_which_words_spoke() -> None:
    model = Likeness(TOLD, {}, lambda text: ["摸黑", "下楼"] if "摸黑" in text else [text])
    assert "摸黑" in model.telling("我摸黑下楼", "lamp")


@given(st.text(max_size=2000))
def test_any_text_is_taken(text: str) -> None:
    kinds = likeness().kinds(text)
    assert all(0 <= chance <= 1 for chance in kinds.values())


def test_example_files_hold_one_message_a_line_with_its_urgency(tmp_path: Path) -> None:
    (tmp_path / "noise.txt").write_text("吵得睡不着\n\n! 打起来了\n!! 有人拿刀\n", "utf-8")
    assert read_examples(tmp_path) == {
        "noise": (
            Example("吵得睡不着"),
            Example("打起来了", Urgency.URGENT),
            Example("有人拿刀", Urgency.EMERGENCY),
        )
    }
    assert read_examples(tmp_path / "nothing here") == {}


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("九点多了还在那里砰砰砰 我家娃儿明早要考试", "noise"),
        ("走到十二楼腿都软了 指示牌一直不动", "elevator"),
        ("一夜被它叮了七八个包 枕头底下一窝", "pest"),
    ],
)
def test_oblique_words_are_near_their_kind(alike: Resemblance, words: str, category: str) -> None:
    kinds = alike.kinds(words)
    assert category in sorted(kinds, key=lambda kind: -kinds[kind])[:3]


def test_danger_weighs_more_than_what_is_usual(alike: Resemblance) -> None:
    weights = alike.urgencies("楼道里全是烟 有人困在里面出不来 快打119", "fire_safety")
    assert max(weights, key=lambda urgency: weights[urgency]) is Urgency.EMERGENCY
    calm = alike.urgencies("路灯有点暗 有空来换个灯泡", "street_light")
    assert max(calm, key=lambda urgency: calm[urgency]) is Urgency.NORMAL
