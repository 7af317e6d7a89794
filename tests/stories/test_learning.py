"""Cadres correct what was read wrongly; `linli learn` proposes words, and a person decides."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from bot.cli.main import app as command_line
from bot.config import load_settings
from bot.stage import open_stage
from handlers.reading.lexicon import Lexicon
from handlers.reading.lexicon_source import LEARNT
from models.errors import ConfigError, LinliError
from models.settings import Settings, WordSettings
from tests.databases import chosen
from tests.stories.conftest import ROOT, TUESDAY, Story

OWN_WORDS = "words:\n  noise:\n    patterns: [嗷嗷叫]\n"  # so that the stories do not hang on the stock words
SHOW = "演唱会"  # what has nothing to do with a neighbour's noise
FIRST, SECOND = "8幢{}天天嗷嗷叫，没人管吗", "12号楼门口{}半夜又嗷嗷叫，没人管"
JOKES = ("张阿姨", FIRST.format(SHOW), "不是工单"), ("王师傅", SECOND.format(SHOW), "这是闲聊")
GROUPS = (("qinshi-1", "xi"), ("qinrun-1", "gu"))  # of two grids, so that no case is taken for another's


@cache
def lexicon() -> Lexicon:
    return Lexicon.load({"noise": WordSettings(patterns=("嗷嗷叫",))})


class Town:
    """A neighbourhood with a past: what was said, and what the cadre answered to it."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url
        self.config = folder / "config.yaml"
        text = (ROOT / "config.yaml").read_text("utf-8").replace("words:\n", OWN_WORDS)
        self.config.write_text(text, "utf-8")

    @property
    def settings(self) -> Settings:
        return load_settings(self.config, env={})

    def lives(self, *said: tuple[str, str, str]) -> None:
        asyncio.run(self._live(said))

    async def _live(self, said: Sequence[tuple[str, str, str]]) -> None:
        async with open_stage(self.settings, TUESDAY, self.folder, url=self.url, lexicon=lexicon()) as stage:
            story = Story(stage)
            for turn, (name, words, answers) in enumerate(said):
                group, cadre = GROUPS[turn % len(GROUPS)]
                if turn and turn % len(GROUPS) == 0:
                    await story.pass_time(days=5)  # what comes sooner is taken for the same matter
                await story.say(name, words, group=group)
                assert len(await story.cases()) == turn + 1, words
                for line in answers.split("|"):
                    await story.whisper(cadre, line)

    def learn(self, *options: str) -> Result:
        arguments = ["learn", "--config", str(self.config), *options]
        return CliRunner().invoke(command_line, arguments, env={"LINLI_DATABASE__URL": self.url})


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with chosen(tmp_path) as url:
        yield Town(tmp_path, url)


@pytest.fixture(scope="module")
def joking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Two jokes were taken for cases and corrected."""
    folder = tmp_path_factory.mktemp("joking")
    with chosen(folder) as url:
        town = Town(folder, url)
        town.lives(*JOKES)
        yield town


def words_in(output: str) -> dict[str, Any]:
    """The first block of YAML in what was printed."""
    lines = output.splitlines()
    start = next(index for index, line in enumerate(lines) if line.strip() == "words:")
    indent = len(lines[start]) - len("words:")
    block = [line[indent:] for line in lines[start:]]
    end = next((index for index, line in enumerate(block[1:], 1) if not line.startswith(" ")), len(block))
    found: dict[str, Any] = yaml.safe_load("\n".join(block[:end]))["words"]
    return found


def test_what_two_jokes_share_is_proposed_as_a_veto(joking: Town) -> None:
    said = joking.learn()
    assert said.exit_code == 0, said.output
    assert words_in(said.output) == {"noise": {"vetoes": [SHOW]}}
    assert "1. noise, was no case: reads 2 of 2 rightly (qinshi/1, qinrun/1)" in said.output
    assert "costs: nothing that is known" in said.output


def test_one_correction_alone_proposes_nothing(town: Town) -> None:
    town.lives(JOKES[0])
    assert "proposals: 0" in town.learn().output


def test_a_correction_that_was_taken_back_does_not_count(town: Town) -> None:
    town.lives(JOKES[0], ("王师傅", JOKES[1][1], "不是工单|撤销"))
    assert "proposals: 0" in town.learn().output


def test_the_same_words_sent_twice_are_one_correction(town: Town) -> None:
    town.lives(JOKES[0], ("老李", JOKES[0][1], "不是工单"))
    assert "proposals: 0" in town.learn().output


def test_what_real_cases_say_too_is_not_proposed(town: Town) -> None:
    town.lives(("陈阿婆", f"5幢隔壁放{SHOW}录像嗷嗷叫，没人管", "收到|办结"), *JOKES)
    assert SHOW not in town.learn().output


def test_accepted_words_stand_among_those_that_were_there(joking: Town) -> None:
    accepted = words_in(joking.learn("--accept", "1").output)
    assert accepted["noise"] == {"patterns": ["嗷嗷叫"], "vetoes": [SHOW]}
    assert accepted["sewage"]["objects"] == ["阴沟洞", "下水井"]
    assert accepted["sewage"]["troubles"] == ["泛上来", "漾出来"]
    before = joking.config.read_text("utf-8")
    assert SHOW not in before


class TestFolderOfWords:
    """Where the configuration names a folder for the community's own words, accepted ones go into a file there."""

    @pytest.fixture
    def town(self, joking: Town, tmp_path: Path) -> Town:
        """The same past, with a folder for words."""
        town = Town(tmp_path, joking.url)
        (tmp_path / "words").mkdir()
        with town.config.open("a", encoding="utf-8") as config:
            config.write(f"\nwords_folder: {tmp_path / 'words'}\n")
        return town

    @pytest.fixture
    def learnt(self, town: Town) -> Path:
        return town.folder / "words" / LEARNT

    def test_accepted_words_are_written_there_and_in_force(self, town: Town, learnt: Path) -> None:
        config = town.config.read_text("utf-8")
        assert town.learn("--accept", "1").exit_code == 0
        assert words_in(learnt.read_text("utf-8")) == {"noise": {"vetoes": [SHOW]}}
        assert town.config.read_text("utf-8") == config
        assert "corrections that are read rightly by now: 2" in town.learn().output

    def test_words_that_were_there_stay(self, town: Town, learnt: Path) -> None:
        learnt.write_text("words:\n  noise: {vetoes: [彩排]}\n  pets: {objects: [八哥]}\n", "utf-8")
        assert town.learn("--accept", "1").exit_code == 0
        assert words_in(learnt.read_text("utf-8")) == {
            "noise": {"vetoes": ["彩排", SHOW]},
            "pets": {"objects": ["八哥"]},
        }

    def test_what_would_misread_a_sentence_of_the_community_is_not_written(self, town: Town, learnt: Path) -> None:
        own = OWN_WORDS + f"    yes: [隔壁放{SHOW}录像嗷嗷叫]\n"
        town.config.write_text(town.config.read_text("utf-8").replace(OWN_WORDS, own), "utf-8")
        assert "1 of the lexicon's sentences are read differently" in town.learn().output
        assert isinstance(town.learn("--accept", "1").exception, ConfigError)
        assert not learnt.exists()

    def test_a_file_that_cannot_be_read_is_left_alone(self, town: Town, learnt: Path) -> None:
        learnt.write_text("words: [八哥]\n", "utf-8")
        assert isinstance(town.learn("--accept", "1").exception, ConfigError)
        assert learnt.read_text("utf-8") == "words: [八哥]\n"


def test_what_has_been_added_is_not_proposed_again(town: Town) -> None:
    town.lives(*JOKES)
    text = town.config.read_text("utf-8").replace(OWN_WORDS, f"{OWN_WORDS}    vetoes: [{SHOW}]\n")
    town.config.write_text(text, "utf-8")
    assert "proposals: 0; corrections that are read rightly by now: 2" in town.learn().output


def test_a_number_that_was_not_proposed_is_an_error(joking: Town) -> None:
    for wrong in ("7", "x"):
        assert isinstance(joking.learn("--accept", wrong).exception, LinliError)


@pytest.mark.parametrize("shared", ["张美丽", "三零二室", "13900001111", "气象局宿舍", "茶馆掌柜"])
def test_nothing_that_points_at_a_person_or_a_place_is_proposed(town: Town, shared: str) -> None:
    town.lives(
        ("茶馆掌柜", FIRST.format(shared), "不是工单"),
        ("王师傅", SECOND.format(shared), "不是工单"),
    )
    output = town.learn().output
    assert "words:" not in output, output


def test_a_rule_that_is_often_wrong_is_named(joking: Town) -> None:
    assert "rule noise.own_pattern_0: wrong 2 times, right 0" in joking.learn().output


def test_transcripts_show_how_many_cases_more_or_fewer_there_would_be(joking: Town, tmp_path: Path) -> None:
    spoken = tmp_path / "spoken.jsonl"
    with spoken.open("w", encoding="utf-8") as lines:
        for name, text in (("a", FIRST.format(SHOW)), ("b", FIRST.format("隔壁"))):
            said = {"n": 1, "time": "2026-02-03T09:00:00", "sender": "老李", "type": "text", "text": text}
            setting = {"group": "某群", "places": [], "cadres": []}
            lines.write(json.dumps({"id": name, "setting": setting, "messages": [said]}) + "\n")
    assert "transcripts: 2 cases before, 1 after (a)" in joking.learn("--transcripts", str(spoken)).output
