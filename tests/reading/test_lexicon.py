"""Rules from data: windows, denial, vetoes, urgency, and a community's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.facts import CaseKind, Urgency
from handlers.reading.lexicon import Lexicon
from models.settings import WordSettings
from tests.reading.sources import drains, lexicon_of


def categories(lexicon: Lexicon, text: str) -> list[str]:
    return [candidate.category for candidate in lexicon.candidates(text)]


def ruled(**rule: object) -> Lexicon:
    base = {"id": "sewage.blocked", "all": [["drain"], ["blocked"]]}
    return lexicon_of(drains(rules=[{**base, **rule}]))


@pytest.mark.parametrize(
    "text",
    ["下水道堵了", "窨井又满了", "是不是下水道又堵了", "下水道堵不堵", "有没有人管 下水道堵着", "下水道不是堵了吗"],
)
def test_object_and_trouble_in_one_clause_make_a_candidate(text: str) -> None:
    assert categories(lexicon_of(drains()), text) == ["sewage"]


@pytest.mark.parametrize(
    "text", ["下水道没堵", "下水道不堵", "下水道从来没有堵过", "下水道没有再堵", "下水道不是堵了", "堵车", "下水道"]
)
def test_what_is_denied_or_half_said_makes_none(text: str) -> None:
    assert categories(lexicon_of(drains()), text) == []


def test_windows_reach_as_far_as_the_rule_says() -> None:
    far, near = "下水道在东边,早上看的,堵了", "下水道呢,堵了"
    assert categories(ruled(within="clause"), near) == []
    assert categories(ruled(within="neighbours"), near) == ["sewage"]
    assert categories(ruled(within="neighbours"), far) == []
    assert categories(ruled(within="message"), far) == ["sewage"]


def test_forbidden_groups_and_vetoes_silence_a_clause() -> None:
    vetoed = lexicon_of(drains(vetoes={"words": ["鼻子"], "patterns": ["堵在.{0,3}路上"]}))
    assert categories(vetoed, "鼻子像下水道堵了") == []
    assert categories(vetoed, "下水道车堵在半路上") == []
    assert categories(vetoed, "下水道堵了,鼻子都歪了") == ["sewage"]
    groups = {"drain": ["下水道"], "blocked": ["堵"], "work": ["施工"]}
    rule = {"id": "sewage.blocked", "all": [["drain"], ["blocked"]], "none": [["work"]]}
    assert categories(lexicon_of(drains(groups=groups, rules=[rule])), "下水道施工堵了路") == []


def test_patterns_need_one_of_their_words_and_notice_denial() -> None:
    smell = lexicon_of(drains(rules=[{"id": "sewage.smell", "pattern": "下水.{0,6}臭", "needs": ["下水"]}]))
    assert categories(smell, "下水道有点臭") == ["sewage"]
    assert categories(smell, "下水道不臭") == []


def test_words_and_rules_are_told_so_that_a_cadre_can_ask_why() -> None:
    (candidate,) = lexicon_of(drains()).candidates("下水道堵了,窨井满了")
    assert candidate.rules == ("sewage.blocked",)
    assert candidate.words == ("下水道", "堵", "窨井", "满")
    assert candidate.clause == 0


def test_urgency_is_lifted_by_words_of_the_category_and_of_all() -> None:
    lexicon = lexicon_of(drains(**{"raise": {"urgent": ["客厅"]}}), shared={"raise": {"emergency": ["救命"]}})
    assert lexicon.candidates("下水道堵了")[0].urgency is Urgency.NORMAL
    assert lexicon.candidates("下水道堵了,漫到客厅")[0].urgency is Urgency.URGENT
    assert lexicon.candidates("下水道堵了,没到客厅")[0].urgency is Urgency.URGENT
    assert lexicon.candidates("下水道堵了,救命")[0].urgency is Urgency.EMERGENCY
    assert lexicon.lift("sewage", "水到客厅了") is Urgency.URGENT


def test_a_second_sign_adds_to_the_score_and_the_more_telling_kind_wins() -> None:
    rules = [
        {"id": "sewage.blocked", "all": [["drain"], ["blocked"]], "score": 0.6},
        {"id": "sewage.help", "pattern": "谁来帮", "needs": ["帮"], "score": 0.6, "kind": "help"},
    ]
    (candidate,) = lexicon_of(drains(rules=rules)).candidates("下水道堵了,谁来帮一下")
    assert candidate.score == pytest.approx(0.9)
    assert candidate.kind is CaseKind.HELP


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("口水", "路口水管爆了", False),
        ("停电", "坐着停电梯口", False),
        ("没有水", "有没有水泥师傅", False),
        ("停电", "又停电了", True),
        ("臭死", "臭死人了", True),
        ("没人修", "没人修理", True),
        ("下水", "下水道坏了", True),
        ("=水", "吃点水果", False),
        ("=水", "水 一直流", True),
        ("坏了", "孩子高兴坏了", False),
    ],
)
def test_words_do_not_match_across_other_words(word: str, text: str, found: bool) -> None:
    lexicon = lexicon_of(drains(groups={"sign": [word]}, rules=[{"id": "sewage.sign", "all": [["sign"]]}]))
    assert categories(lexicon, text) == (["sewage"] if found else [])


def test_a_group_may_stand_for_a_shared_one() -> None:
    shared = {"groups": {"pipes": ["雨水管"]}}
    lexicon = lexicon_of(drains(groups={"drain": ["下水道", "pipes"], "blocked": ["堵"]}), shared=shared)
    assert categories(lexicon, "雨水管堵了") == ["sewage"]


def test_a_community_adds_its_own_words() -> None:
    words = WordSettings(objects=("老龙沟",), troubles=("翻泡",), patterns=("沟.{0,3}发黑",), vetoes=("龙舟",))
    lexicon = Lexicon.load({"sewage": words, "harbour": WordSettings(objects=("渡口",), troubles=("淤了",))})
    assert lexicon.problems == ()
    assert "sewage" in categories(lexicon, "老龙沟翻泡了")
    assert "sewage" in categories(lexicon, "老龙沟堵了")
    assert "sewage" in categories(lexicon, "沟水发黑")
    assert categories(lexicon, "老龙沟翻泡赛龙舟") == []
    assert categories(lexicon, "渡口淤了") == ["harbour"]
    assert "sewage" not in categories(Lexicon.load(), "老龙沟翻泡了")


@given(st.text())
def test_any_text_is_scanned_and_its_clauses_are_parts_of_it(lexicon: Lexicon, text: str) -> None:
    scan = lexicon.scan(text)
    assert all(scan.text[clause.start : clause.end] == clause.text for clause in scan.clauses)
    assert all(candidate.score > 0 for candidate in lexicon.candidates(scan))
