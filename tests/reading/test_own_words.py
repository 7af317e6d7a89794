"""A community's own files and words: what they add, and what is said when they do not do what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.reading.own_check import OwnReport, check_own, without_sentences
from models.settings import WordSettings

BAND = """category: noise
urgency: urgent
groups:
  band: [威风锣鼓, 腰鼓队]
  practise: [操练]
rules:
  - id: noise.drum_band
    all: [[band], [practise]]
    yes: [威风锣鼓天天在楼下操练]
    no: [腰鼓队招人]
"""
RIVER = """category: dredging
groups:
  river: [后港]
  silted: [淤住]
rules:
  - id: dredging.silted
    all: [[river], [silted]]
    yes: [后港淤住了]
    no: [后港那家饭店不错]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    words = tmp_path / "words"
    words.mkdir()
    (words / "noise.yaml").write_text(BAND, "utf-8")
    (words / "dredging.yaml").write_text(RIVER, "utf-8")
    return words


def with_change(folder: Path, file: str, old: str, new: str) -> OwnReport:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return check_own({}, folder)


def categories(report: OwnReport, text: str) -> list[str]:
    return [candidate.category for candidate in report.lexicon.candidates(text)]


def test_own_files_extend_a_category_and_add_one(folder: Path) -> None:
    report = check_own({}, folder)
    assert report.problems == ()
    assert categories(report, "腰鼓队又来操练") == ["noise"]
    assert categories(report, "后港又淤住了") == ["dredging"]
    assert "noise" in categories(report, "楼上半夜装修吵死了"), "what was known stays known"
    assert report.lexicon.candidates("腰鼓队又来操练")[0].urgency == "urgent"


def test_words_of_the_configuration_join_those_of_the_files(folder: Path) -> None:
    words = {"dredging": WordSettings(objects=("小港河",), vetoes=("钓鱼",), yes=("小港河淤住了",))}
    report = check_own(words, folder)
    assert report.problems == ()
    assert categories(report, "小港河淤住了,没法钓鱼") == ["dredging"]
    assert categories(report, "小港河淤住没法钓鱼") == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("noise.yaml", "rules:", "rulse:", "words/noise.yaml:rulse: 没有这个键 (第 6 行) -> 是不是 rules?"),
        ("noise.yaml", "[practise]]", "[practice]]", "words/noise.yaml:noise.drum_band: 没有词组 practice"),
        ("noise.yaml", "威风锣鼓天天", "锣鼓队天天", "words/noise.yaml:noise.drum_band: 「锣鼓队天天在楼下操练」"),
        ("noise.yaml", "[腰鼓队招人]", "[腰鼓队操练呢]", "words/noise.yaml:no: 「腰鼓队操练呢」读成了 noise"),
        ("noise.yaml", "noise.drum_band", "noise.own_band", "noise.own_band: 这个规则 id 已经有了"),
        ("noise.yaml", "practise: [操练]", "practise: [操练]\n  idle: [雨]", "words/noise.yaml:groups.idle"),
        ("noise.yaml", "all: [[band], [practise]]", "pattern: '锣鼓(', needs: [锣鼓]", "words/noise.yaml"),
        ("dredging.yaml", "category: dredging", "category: dregding", "words/dredging.yaml: category 是 dregding"),
        ("dredging.yaml", "    yes: [后港淤住了]\n", "", "words/dredging.yaml:dredging.silted: 没有 yes 句子"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(folder: Path, file: str, old: str, new: str, problem: str) -> None:
    assert problem in "\n".join(map(str, with_change(folder, file, old, new).problems))


def test_a_pattern_that_could_run_for_ever_is_refused(folder: Path) -> None:
    endless = "pattern: 后港.*淤\n    needs: [后港]"
    report = with_change(folder, "dredging.yaml", "all: [[river], [silted]]", endless)
    assert any("没有上限的重复" in problem.what for problem in report.problems)


def test_a_word_that_changes_nothing_is_a_note_and_no_mistake(folder: Path) -> None:
    report = with_change(folder, "dredging.yaml", "[后港]", "[后港, 后港, 大后港河]")
    assert report.problems == ()
    assert any("words/dredging.yaml:groups.river" in note.key for note in report.notes)


def test_a_word_that_changes_how_our_own_sentences_are_read_is_a_note() -> None:
    report = check_own({"noise": WordSettings(vetoes=("装修",))}, None)
    assert report.problems == ()
    assert any(note.key == "noise.yaml:yes" for note in report.notes)


def test_the_log_shows_no_sentence() -> None:
    (problem,) = check_own({"noise": WordSettings(yes=("老王昨天钓了两条鱼",))}, None).problems
    assert "老王" in str(problem)
    assert "老王" not in without_sentences(problem)
