"""`linli eval` as a person types it, through the whole pipeline."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.main import app
from tests.evaluate.people import CADRE, case, lamp, transcript, write
from tests.stories.conftest import ROOT


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without transcripts and without saved figures."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def typed(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["eval", "-c", str(ROOT / "config.yaml"), *map(str, arguments)])


def printed(*arguments: str | Path) -> str:
    run = typed(*arguments)
    assert run.exception is None, run.exception
    return run.output


def row(screen: str, name: str) -> list[str]:
    """The cells of the first row that begins so."""
    return next(line.split(name, 1)[1].split() for line in screen.splitlines() if line.strip().startswith(name))


def test_transcripts_are_scored_by_set_and_by_category(tmp_path: Path) -> None:
    missed = transcript("bb07", "王师傅: 今天天气真好", cases=[case(1, category="noise")])
    screen = printed(write(tmp_path / "some.jsonl", lamp("aa01"), missed))
    assert row(screen, "figure ") == ["aa", "bb", "looked", "at", "held", "out", "all"]
    assert row(screen, "case_recall") == ["1.0000", "0.0000", "1.0000", "0.0000", "0.5000"]
    assert row(screen, "usable_case_f1")[0] == "1.0000"
    assert row(screen, "street_light") == ["1", "1", "1", "1", "1.00", "1.00", "1.00"]
    assert row(screen, "noise") == ["1", "0", "0", "0", "0.00", "0.00", "0.00"]


def test_mistakes_are_listed_but_never_those_of_transcripts_that_are_held_out(tmp_path: Path) -> None:
    seen = transcript("aa01", "王师傅: 今天天气真好", "张阿姨: 3幢门口的路灯不亮了", cases=[case(1, category="noise")])
    unseen = transcript("aa08", "陈阿婆: 晚上一起跳舞", cases=[case(1, category="noise")])
    screen = printed(write(tmp_path / "some.jsonl", seen, unseen), "--errors", "5")
    assert "aa01 [1] noise: 王师傅: 今天天气真好" in screen
    assert "aa01 [2] street_light: 张阿姨" in screen
    assert "陈阿婆" not in screen
    assert "1 held-out transcripts" in screen
    assert "aa08" not in printed(tmp_path / "some.jsonl", "--errors", "5", "--only", "8")


def test_saved_figures_are_what_the_next_run_is_compared_with(tmp_path: Path) -> None:
    file = write(tmp_path / "some.jsonl", lamp("aa01"))
    assert "no saved figures" in printed(file, "--save")
    assert "nothing changed" in printed(file)
    write(file, lamp("aa01", place="9幢"))
    screen = printed(file)
    assert "aa01: case 1 right -> wrong place" in screen
    assert ["all", "place_accuracy", "1.0000", "0.0000", "-1.0000"] in [line.split() for line in screen.splitlines()]


def test_figures_are_not_saved_over_those_of_transcripts_that_were_left_out(tmp_path: Path) -> None:
    first, second = write(tmp_path / "1.jsonl", lamp("aa01")), write(tmp_path / "2.jsonl", lamp("bb01"))
    printed(first, second, "--save")
    assert "name their file as well" in str(typed(first, "--save").exception)
    assert "leave --only out" in str(typed(first, "--save", "--only", "1").exception)


def test_the_projects_own_transcripts_are_scored_as_well(tmp_path: Path) -> None:
    write(tmp_path / "tests" / "transcripts" / "own.jsonl", lamp("own1"))
    named = write(tmp_path / "some.jsonl", lamp("aa01"))
    assert row(printed(), "transcripts") == ["1", "1", "1"]
    assert row(printed(named), "transcripts") == ["1", "1", "2", "2"]


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["no.jsonl"], "no.jsonl: cannot be read .* make eval EVAL=FILE"),
        ([], "no transcripts: .* linli eval FILE"),
        (["--chat"], "linli eval --chat FILE"),
        (["--chat", "--speed", "no.jsonl"], "one at a time"),
    ],
)
def test_what_is_missing_is_told_with_its_cure(arguments: list[str], what: str) -> None:
    error = typed(*arguments).exception
    with pytest.raises(Exception, match=what):
        raise error or AssertionError


def test_a_line_that_is_no_transcript_and_an_id_that_stands_twice(tmp_path: Path) -> None:
    assert "some.jsonl:1" in str(typed(write(tmp_path / "some.jsonl", {"id": "aa01"})).exception)
    unlabelled = {key: value for key, value in lamp("aa01").items() if key != "gold"}
    assert "some.jsonl:1" in str(typed(write(tmp_path / "some.jsonl", unlabelled)).exception)
    twice = write(tmp_path / "some.jsonl", lamp("aa01"), lamp("aa01"))
    assert "a second transcript aa01" in str(typed(twice).exception)


def test_chat_is_listed_where_it_opens_a_case_with_rule_and_words(tmp_path: Path) -> None:
    talk = [{"text": "晚上吃什么", "dialogue": "1", "speaker": "甲"}, {"text": "3幢门口的路灯不亮了"}]
    screen = printed("--chat", write(tmp_path / "banter.jsonl", *talk))
    alarm = next(line for line in screen.splitlines() if line.startswith("banter street_light"))
    assert "路灯" in alarm
    assert "[street_light." in alarm
    assert "晚上吃什么" not in screen
    assert row(screen, "banter  ") == ["2", "1", "1", "500.00", "1"]


def test_letters_are_judged_by_the_department_that_answered(tmp_path: Path) -> None:
    letters = [
        {"label": "某市公安局交通警察支队", "text": "路口红绿灯坏了三天没人修。"},
        {"label": "某市公安局交通警察支队", "text": "感谢你们的关心。"},
        {"label": "某市信息办", "text": "路口红绿灯坏了三天没人修。"},
    ]
    screen = printed("--letters", write(tmp_path / "letters.jsonl", *letters))
    assert row(screen, "交警") == ["2", "1", "(50", "%)", "2", "1", "(50", "%)", "1", "(50", "%)"]
    assert row(screen, "all")[0] == "2"


def test_speed_is_told_beside_segmenting(tmp_path: Path) -> None:
    screen = printed("--speed", write(tmp_path / "some.jsonl", lamp("aa01"), transcript("aa02", f"{CADRE}: 收到")))
    assert "3 messages" in screen
    assert row(screen, "jieba.lcut")[-1] == "1.00"
    assert float(row(screen, "reading")[0]) > 0
