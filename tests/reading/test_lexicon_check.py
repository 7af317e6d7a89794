"""The lexicon holds against its own sentences, and the check notices when it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.reading.lexicon import Lexicon
from handlers.reading.lexicon_check import check
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
    ],
)
def test_each_kind_of_mistake_is_named(changes: dict[str, object], problem: str) -> None:
    assert problem in said(lexicon_of(drains(**changes)))


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
