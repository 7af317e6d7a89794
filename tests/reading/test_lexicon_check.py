"""The lexicon holds against its own sentences, and the check notices when it does not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from handlers.reading.lexicon import Lexicon
from handlers.reading.lexicon_check import check, weak_spots
from handlers.reading.lexicon_source import read_folder
from tests.reading.sources import drains, lexicon_of


def said(lexicon: Lexicon) -> str:
    return "\n".join(map(str, check(lexicon)))


def test_the_lexicon_that_is_shipped_has_no_problem(lexicon: Lexicon) -> None:
    assert check(lexicon) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"yes": ["窨井盖没了"]}, "「窨井盖没了」没有读成 sewage"),
        ({"no": ["下水道堵了"]}, "「下水道堵了」读成了 sewage"),
        ({"groups": {"drain": ["下水道"], "blocked": ["堵"], "idle": ["雨"]}}, "groups.idle"),
        ({"rules": [{"id": "sewage.x", "all": [["nowhere"]], "yes": ["堵"]}]}, "没有词组 nowhere"),
        ({"rules": [{"id": "other.x", "all": [["drain"]], "yes": ["下水道"]}]}, "规则 id 要以类别开头"),
        ({"rules": [{"id": "sewage.x", "pattern": "(", "needs": ["堵"], "yes": ["堵"]}]}, "正则表达式有误"),
        (
            {"rules": [{"id": "sewage.x", "pattern": "堵|漫", "needs": ["堵"], "yes": ["漫了"]}]},
            "needs 里的词一个也不在句中",
        ),
        ({"rules": [{"id": "sewage.x", "pattern": "堵", "yes": ["堵"]}]}, "pattern 没有 needs"),
        ({"rules": [{"id": "sewage.x", "all": [["drain"]]}]}, "没有 yes 句子"),
        (
            {"rules": [{"id": "sewage.x", "all": [["drain"]], "yes": ["月亮真圆"]}]},
            "类别里没有一句话用到这条规则",
        ),
        (
            {"rules": [{"id": "sewage.x", "pattern": "(堵{1,3}){1,9}", "needs": ["堵"], "yes": ["堵"]}]},
            "重复里套着重复",
        ),
        ({"yes": ["下水道堵了"] * 3}, "yes: 只有 4 句"),
        ({"no": ["月亮真圆"]}, "no: 只有 1 句"),
    ],
)
def test_each_kind_of_mistake_is_named(changes: dict[str, object], problem: str) -> None:
    assert problem in said(lexicon_of(drains(**changes)))


@pytest.mark.parametrize(
    ("drain", "blocked", "idle"),
    [
        (["下水道", "下水道口"], ["堵"], "「下水道口」多余"),
        (["下水道", "窨井", "窨井盖"], ["堵"], "「窨井盖」多余"),
        (["下水道"], ["堵", "堵死"], "「堵死」多余"),
        (["下水道", "下水道"], ["堵"], "「下水道」写了 2 次"),
    ],
)
def test_a_word_that_changes_nothing_is_named(drain: list[str], blocked: list[str], idle: str) -> None:
    assert idle in said(lexicon_of(drains(groups={"drain": drain, "blocked": blocked})))


@pytest.mark.parametrize(
    ("drain", "blocked"),
    [
        (["下水道"], ["水", "没水"]),  # 没 before 水 turns it round
        (["下水道"], ["=水", "水满"]),  # 水 alone counts only as a word of its own
        (["下水道"], ["停电", "停电梯"]),  # a cut runs through the shorter one: 停|电梯
        (["堵", "下水道"], ["堵", "堵死"]),  # two lists want two stretches of the text
    ],
)
def test_a_longer_word_that_may_be_needed_is_left_alone(drain: list[str], blocked: list[str]) -> None:
    lexicon = lexicon_of(drains(groups={"drain": drain, "blocked": blocked}))
    assert "已经够了" not in said(lexicon)


def test_a_word_in_two_groups_that_always_go_together_is_named() -> None:
    groups = {"drain": ["下水道"], "pipe": ["下水道", "管子"], "blocked": ["堵"]}
    rule = {"id": "sewage.blocked", "all": [["drain", "pipe"], ["blocked"]], "yes": ["下水道堵了"]}
    assert "两组总是一起用" in said(lexicon_of(drains(groups=groups, rules=[rule])))
    alone = {"id": "sewage.pipe", "all": [["pipe"]], "yes": ["管子"]}
    told = [str(problem) for problem in check(lexicon_of(drains(groups=groups, rules=[rule, alone])))]
    assert not any("groups.pipe" in problem and "一起用" in problem for problem in told)


def test_a_shared_group_that_no_rule_names_is_dead() -> None:
    assert "_shared.yaml:groups.idle" in said(lexicon_of(drains(), shared={"groups": {"idle": ["雨"]}}))


def test_no_sentence_is_the_example_of_two_categories() -> None:
    other = {**drains(), "category": "road", "rules": [], "yes": ["下水道堵了"]}
    assert "「下水道堵了」也是 sewage 的 yes 句子" in said(lexicon_of(drains(), other))


def test_few_examples_of_a_category_are_better_told_by_another(lexicon: Lexicon) -> None:
    """A category whose own examples another one wins is drawn wrongly, or the other reaches too far."""
    won = Counter(spot.key.split(".")[0] for spot in weak_spots(lexicon) if "更像" in spot.what)
    examples = {source.category: len(source.sides[0]) for source in lexicon.sources.categories}
    assert won.total() <= 0.08 * sum(examples.values())
    assert {code: count for code, count in won.items() if count > 0.25 * examples[code]} == {}


def test_a_rule_that_no_sentence_comes_near_is_worth_a_look() -> None:
    spots = [str(spot) for spot in weak_spots(lexicon_of(drains(no=["月亮真圆"])))]
    assert any("sewage.blocked" in spot for spot in spots)
    assert weak_spots(lexicon_of(drains(no=["路上堵车"]))) == []


def test_a_rule_that_nothing_needs_is_dead() -> None:
    rule = {"id": "sewage.blocked", "all": [["drain"], ["blocked"]], "yes": ["下水道堵了"]}
    twin = {**rule, "id": "sewage.twin"}
    assert "sewage.twin" in said(lexicon_of(drains(rules=[rule, twin])))
    assert "多余" in said(lexicon_of(drains(rules=[rule, twin])))


def test_act_rules_carry_sentences_for_and_against() -> None:
    rule = {"id": "thanks.said", "act": "thanks", "words": ["谢谢"], "yes": ["谢谢你"], "no": ["谢谢"]}
    assert "「谢谢」读成了 thanks" in said(lexicon_of(acts=[rule]))
    assert "缺 yes 或 no 句子" in said(lexicon_of(acts=[{**rule, "no": []}]))


def test_broken_files_become_problems_and_the_others_still_load(tmp_path: Path) -> None:
    (tmp_path / "sewage.yaml").write_text("category: sewage\ngroups: [\n", "utf-8")
    (tmp_path / "noise.yaml").write_text("category: noise\nloudness: 3\n", "utf-8")
    (tmp_path / "pets.yaml").write_text("category: dogs\n", "utf-8")
    (tmp_path / "pest.yaml").write_text(
        "category: pest\ngroups: {rat: [老鼠, 120]}\nrules: [{id: pest.rat, all: [[rat]], yes: [有老鼠], no: []}]\n",
        "utf-8",
    )
    sources = read_folder(tmp_path)
    assert [source.category for source in sources.categories] == ["pest"]
    assert sorted(problem.key.split(":")[0] for problem in sources.problems) == [
        "noise.yaml",
        "pets.yaml",
        "sewage.yaml",
    ]
    assert [candidate.category for candidate in Lexicon(sources).candidates("120 有老鼠")] == ["pest"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("group: {a: [b]}", "sewage.yaml:group: 没有这个键 (第 2 行) -> 是不是 groups?"),
        ("rules:\n  - {id: sewage.x, all: [[a]], ned: [b]}", "rules.0.ned: 没有这个键 (第 3 行) -> 是不是 needs?"),
        ("raise: {urgnt: [家里]}", "raise.urgnt: 没有这个键 (第 2 行) -> 是不是 urgent?"),
        ("urgency: urgnt", "urgency: 没有这个选项 (第 2 行) -> 是不是 urgent?"),
        ("yes: [一]\nno: [二]\nyes: [三]", "yes: 这个键写了两次 (第 4 行) -> 和第 2 行的合成一个"),
        ("groups: {a: b}", "groups.a: 要写成清单"),
        ("groups: &a [*a]", "引用"),
        ("groups: {a: [b}", "不是合法的 YAML (第 2 行)"),
        ("groups: " + "[" * 300 + "]" * 300, "层次太深"),
    ],
)
def test_a_slip_in_a_file_is_named_with_its_line_and_the_right_word(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "sewage.yaml").write_text(f"category: sewage\n{text}\n", "utf-8")
    assert problem in "\n".join(map(str, read_folder(tmp_path).problems))


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "sewage.yaml").write_bytes("category: 下水".encode("gb18030"))
    (problem,) = read_folder(tmp_path).problems
    assert problem.key == "sewage.yaml"
