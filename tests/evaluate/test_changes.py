"""Figures are kept from one run to the next, and what changed is told case by case."""

from pathlib import Path

import pytest

from bot.evaluate.changes import changed_figures, changed_transcripts
from bot.evaluate.compare import compare
from bot.evaluate.labels import label_of, prediction_of
from bot.evaluate.saved import Result, load, result_of, save
from models.errors import LinliError
from tests.evaluate.people import Row, case, prediction, transcript

SAID = ("张阿姨: 3幢门口的路灯不亮了", "王师傅: 8幢楼下半夜装修", "老李: 今天天气真好")
LABEL = [case(1), case(2, category="noise", place="8幢")]


def result(*cases: Row, label: list[Row] = LABEL) -> Result:
    row = transcript("tt01", *SAID, cases=label)
    return result_of(compare(label_of(row), prediction_of(prediction(*cases))))


def told(before: Result, now: Result) -> list[str]:
    return list(changed_transcripts({"tt01": before}, {"tt01": now}))


def test_a_case_that_is_found_now_and_one_that_is_lost() -> None:
    before, now = result(LABEL[0]), result(case(2, category="noise", place="5幢"))
    assert told(before, now) == ["tt01: case 1 right -> missed, case 2 missed -> wrong place"]


def test_a_case_that_nobody_reported() -> None:
    assert told(result(*LABEL), result(*LABEL, case(3))) == ["tt01: invented 0 -> 1"]


def test_other_evidence_alone_is_told_as_a_detail() -> None:
    assert told(result(*LABEL), result(case(1, 3), LABEL[1])) == ["tt01: other details"]


def test_a_transcript_that_is_new_or_has_another_label() -> None:
    assert list(changed_transcripts({}, {"tt01": result()})) == ["tt01: new"]
    assert told(result(), result(label=LABEL[:1])) == ["tt01: labelled anew"]


def test_nothing_is_told_where_nothing_changed() -> None:
    assert told(result(*LABEL), result(*LABEL)) == []
    assert list(changed_figures({"tt01": result(*LABEL)}, {"tt01": result(*LABEL)})) == []


def test_figures_are_compared_over_the_transcripts_that_were_scored_both_times() -> None:
    before, now = {"tt01": result(LABEL[0])}, {"tt01": result(*LABEL), "tt02": result()}
    changes = {(one.of_set, one.figure): (one.before, one.now) for one in changed_figures(before, now)}
    assert changes["all", "case_recall"] == (0.5, 1.0)
    assert ("all", "transcripts") not in changes


def test_what_is_saved_is_loaded_again_and_holds_nobodys_words(tmp_path: Path) -> None:
    path = tmp_path / "eval" / "figures.json"
    results = {"tt01": result(*LABEL, case(3)), "tt09": result()}
    save(path, results)
    assert load(path) == results
    kept = path.read_text("utf-8")
    assert kept.isascii()
    assert '"case_recall": 0.5' in kept
    assert not any(word in kept for word in ("\\u", "阿姨", "3幢"))


def test_a_file_that_holds_no_figures_is_told_with_its_cure(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    assert load(path) == {}
    path.write_text("<<<<<<< merge", "utf-8")
    with pytest.raises(LinliError, match="take it from git again"):
        load(path)
