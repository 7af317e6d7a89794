"""The backup of the night: made by itself, few enough kept, and a failure that somebody can see."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from bot.backup.check import check_backup
from bot.stage import Stage, open_stage
from models.settings import BackupSettings
from tests.backup.place import IDENTITY, KEYS, PUBLIC
from tests.backup.test_past import LIFT, words
from tests.stories.conftest import TUESDAY, lexicon, sample


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    (tmp_path / "away").mkdir()
    backup = BackupSettings(folder=tmp_path / "away", keep=2, recipients=(PUBLIC,), identity=SecretStr(str(IDENTITY)))
    async with open_stage(sample().changed(backup=backup), TUESDAY, tmp_path, lexicon=lexicon()) as stage:
        yield stage


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "away").iterdir())


async def test_each_night_has_its_file_and_the_oldest_go(stage: Stage, tmp_path: Path) -> None:
    for name in ("linli-20260101-041000.age.part", "mine.age", "linli-20260102-041000.age"):
        (tmp_path / "away" / name).write_bytes(b"")
    await stage.say("张阿姨", "3幢电梯坏了，一直停在5楼")
    await stage.wait(timedelta(days=3))
    assert kept(tmp_path) == ["linli-20260205-041000.age", "linli-20260206-041000.age", "mine.age"]
    newest = check_backup(tmp_path / "away" / "linli-20260206-041000.age", KEYS)
    assert newest.counts["cases"] == 1
    assert stage.app.figures.failed_jobs == {}


async def test_a_failure_is_told_and_keeps_the_old_ones(
    stage: Stage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await stage.wait(timedelta(days=1))
    old = kept(tmp_path)
    (tmp_path / "away").rename(tmp_path / "unmounted")
    with caplog.at_level(logging.ERROR):
        await stage.wait(timedelta(days=1))
    assert "job=back_up" in caplog.text
    assert "is not there -> mount it or make it" in caplog.text
    assert "is not there" in stage.app.figures.failed_jobs["back_up"]
    (tmp_path / "unmounted").rename(tmp_path / "away")
    assert kept(tmp_path) == old
    await stage.wait(timedelta(days=1))
    assert stage.app.figures.failed_jobs == {}, "the next one was well"


async def test_messages_are_heard_while_the_backup_is_made(stage: Stage) -> None:
    running = asyncio.create_task(stage.app.scheduler.run("back_up", stage.clock.now()))
    await asyncio.sleep(0)
    assert await stage.app.inbox.receive(words(LIFT, stage.clock.now(), "night")) is not None
    assert await running


async def test_a_folder_without_a_key_is_a_mistake_in_the_configuration() -> None:
    with pytest.raises(ValidationError, match="never written in the open"):
        BackupSettings(folder=Path("backups"))
    with pytest.raises(ValidationError, match="12 characters or more"):
        BackupSettings(passphrase=SecretStr("short"))
    with pytest.raises(ValidationError, match="begins with age1"):
        BackupSettings(recipients=("AGE-SECRET-KEY-1",))
