"""A running program takes up changed words, places and labels; what is wrong is told once and changes nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot import reload
from bot.config import load_settings
from bot.reload import Reloader
from bot.stage import Stage, open_stage
from tests.stories.conftest import ROOT, TUESDAY, Story, lexicon

MILL = "words:\n  noise:\n    objects: [老磨盘]\n    troubles: [嗑嗒嗑嗒]\n    yes: [老磨盘嗑嗒嗑嗒]\n"
OWN_FILE = """category: dredging
groups:
  river: [后港]
  silted: [淤住]
rules:
  - id: dredging.silted
    all: [[river], [silted]]
    yes: [后港淤住了]
    no: [后港那家饭店不错]
"""


class Installation(Story):
    """A running program with its configuration file and its folder of own words."""

    def __init__(self, stage: Stage, config: Path) -> None:
        super().__init__(stage)
        self.config = config
        self.words = config.parent / "words"
        self.words.mkdir()
        self.reloader = Reloader(stage.app.current, config, load_settings(config, {}), {})

    def change(self, old: str, new: str) -> None:
        text = self.config.read_text("utf-8")
        assert old in text
        self.config.write_text(text.replace(old, new, 1), "utf-8")

    async def looks(self, times: int = 2) -> bool:
        """So many looks at the files; whether one of them put something new in place."""
        return any([await self.reloader.look() for _ in range(times)])


@pytest.fixture
async def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Installation]:
    monkeypatch.setattr(reload, "FOLDER", tmp_path / "stock")  # whoever works on the shipped files disturbs no test
    config = tmp_path / "config.yaml"
    config.write_text((ROOT / "config.yaml").read_text("utf-8"), "utf-8")
    async with open_stage(load_settings(config, {}), TUESDAY, tmp_path, lexicon=lexicon()) as stage:
        yield Installation(stage, config)


async def test_words_that_meant_nothing_open_a_case_once_the_file_has_them(here: Installation) -> None:
    await here.say("张阿姨", "3号楼那台老磨盘嗑嗒嗑嗒")
    assert await here.cases() == ()
    here.change("words:\n", MILL)
    assert await here.looks()
    await here.pass_time(minutes=3)
    await here.say("老李头", "5号楼的老磨盘嗑嗒嗑嗒")
    [case] = await here.cases()
    assert case.category == "noise"


async def test_a_category_of_its_own_comes_from_a_file_of_the_folder(
    here: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.reload")
    (here.words / "dredging.yaml").write_text(OWN_FILE, "utf-8")
    here.change("categories:\n", "categories:\n  dredging: {label: 河道清淤}\n")
    here.change("words:\n", f"words_folder: {here.words}\nwords:\n")
    assert await here.looks()
    assert "dredging.yaml" in caplog.text or "words_folder" in caplog.text
    await here.say("张阿姨", "后港淤住了，船都进不来")
    [case] = await here.cases()
    assert case.category == "dredging"
    assert any("河道清淤" in text for text in here.told("xi"))
    (here.words / "dredging.yaml").write_text(OWN_FILE.replace("[后港]", "[后港, 小港河]"), "utf-8")
    assert await here.looks(), "a file of the folder is watched as well"


async def test_places_and_labels_are_taken_up(here: Installation) -> None:
    here.change("aliases: [小广场]", "aliases: [小广场, 老戏台]")
    here.change("label: 垃圾杂物", "label: 卫生")
    assert await here.looks()
    await here.say("张阿姨", "老戏台那边垃圾堆成山了，没人收")
    [case] = await here.cases()
    assert case.place == "健身广场"
    assert here.stage.app.house.label("waste") == "卫生"


async def test_a_broken_file_changes_nothing_and_says_once_where(
    here: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    before = here.stage.app.house
    here.change("words:\n", MILL.replace("objects", "objcts"))
    assert not await here.looks(30)
    [told] = caplog.messages
    for words in ("words.noise.objcts", "'objects'", "line ", "stays"):
        assert words in told
    assert here.stage.app.house is before
    here.change("objcts", "objects")
    assert await here.looks()
    assert here.stage.app.house is not before


async def test_a_sentence_that_fails_is_refused_and_not_repeated_in_the_log(
    here: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    here.change("words:\n", MILL.replace("yes: [老磨盘嗑嗒嗑嗒]", "yes: [老王昨天钓了两条鱼]"))
    assert not await here.looks(5)
    [told] = caplog.messages
    assert "words.noise:yes" in told
    assert "老王" not in told


async def test_a_file_that_is_still_being_written_is_waited_for(
    here: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    here.change("words:\n", "words:\n  noise: {obj")
    assert not await here.looks(1)
    here.change("  noise: {obj", "  noise: {objects: [老磨盘]}\n")
    assert not await here.looks(1)
    assert await here.looks(1)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_what_needs_a_restart_is_named_and_stays_as_it_was(
    here: Installation, caplog: pytest.LogCaptureFixture
) -> None:
    here.change("url: sqlite:///data/linli.db", "url: sqlite:///elsewhere.db")
    here.change("name: 席晓梅", "name: 席小梅")
    here.change("level: 邻里\n", "level: 网格\n")
    here.change("words:\n", MILL)
    assert await here.looks()
    [told] = [record.message for record in caplog.records if "restart" in record.message]
    assert all(word in told for word in ("grid", "staff", "database"))
    assert "words" not in told
    settings = here.stage.app.settings
    assert settings.staff_by_id["xi"].name == "席晓梅"
    assert settings.nodes["qinshi"].level == "邻里"
    assert "elsewhere" not in settings.database.url.get_secret_value()
    assert "noise" in settings.words


async def test_messages_that_come_during_a_reload_are_all_handled(here: Installation) -> None:
    here.change("words:\n", MILL)
    said = [here.stage.say("张阿姨", f"{number}号楼前面的路灯不亮了") for number in range(1, 6)]
    await asyncio.gather(here.reloader.look(asked=True), *said)
    outcomes = await here.outcomes()
    assert len(outcomes) == 5
    assert all(outcomes)


async def test_a_signal_has_the_files_read_at_once(here: Installation) -> None:
    here.change("words:\n", MILL)
    watching = asyncio.create_task(here.reloader.run(seconds=3600))
    here.reloader.ask()
    for _ in range(600):
        await asyncio.sleep(0.05)
        if "noise" in here.stage.app.settings.words:
            break
    watching.cancel()
    assert "noise" in here.stage.app.settings.words
