"""PostgreSQL's own tools: as new as the server, told nothing on their command lines, and never half a database."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot.backup.restore import restore
from bot.backup.take import Taken
from bot.clock import SimulatedClock
from bot.database import Database
from models.errors import BackupRefused
from models.queries.whole import table_names
from tests.backup.place import KEYS, Place, forged
from tests.databases import empty_url
from tests.stories.conftest import TUESDAY, lexicon

pytestmark = pytest.mark.postgres
LATER = TUESDAY + timedelta(hours=1)


@pytest.fixture
async def old(tmp_path: Path) -> AsyncIterator[Place]:
    async with empty_url("postgres", tmp_path) as url:
        yield Place(tmp_path / "old", url).configured()


@pytest.fixture
async def new(tmp_path: Path) -> AsyncIterator[Place]:
    async with empty_url("postgres", tmp_path) as url:
        yield Place(tmp_path / "new", url)


async def backed_up(place: Place) -> Taken:
    async with place.open(TUESDAY) as stage:
        await stage.say("r1", "3幢电梯坏了，一直停在5楼")
        return await place.back_up(stage)


async def tables(place: Place) -> tuple[str, ...]:
    database = Database(place.url)
    await database.open()
    try:
        return await database.read(table_names)
    finally:
        await database.close()


async def test_a_database_that_is_not_as_announced_leaves_an_empty_one_behind(old: Place, new: Place) -> None:
    taken = await backed_up(old)
    lying = forged(taken.path, counts={**taken.manifest.counts, "cases": 17})
    with pytest.raises(BackupRefused, match="not the one that its manifest speaks of"):
        await new.restore(lying, LATER)
    assert await tables(new) == ()
    assert new.files() == {}
    await new.restore(taken.path, LATER)
    assert "cases" in await tables(new)


class _SomebodyComes(SimulatedClock):
    """Puts a file where the photos belong, after it was seen that nothing is there."""

    def __init__(self, place: Path) -> None:
        super().__init__(LATER)
        self._place = place

    def now(self) -> datetime:
        self._place.mkdir(exist_ok=True)
        (self._place / "mine.jpg").write_bytes(b"mine")
        return super().now()


async def test_what_cannot_be_put_in_place_is_taken_out_of_the_database_again(old: Place, new: Place) -> None:
    taken = await backed_up(old)
    with pytest.raises(BackupRefused, match="cannot be put in place"):
        await restore(taken.path, KEYS, new.config, new.env, _SomebodyComes(new.media), lexicon=lexicon())
    assert await tables(new) == ()
    assert new.files() == {"media/mine.jpg": b"mine"}


async def test_a_backup_of_the_other_kind_is_refused(old: Place, tmp_path: Path) -> None:
    taken = await backed_up(old)
    with pytest.raises(BackupRefused, match=r"holds a postgresql database, and database\.url names sqlite"):
        await Place(tmp_path / "light").restore(taken.path, LATER)


async def test_a_database_that_cannot_be_reached_is_told(old: Place, tmp_path: Path) -> None:
    taken = await backed_up(old)
    nowhere = Place(tmp_path / "nowhere", make_url(old.url).set(database="nowhere").render_as_string(False))
    with pytest.raises(BackupRefused, match=r"cannot be reached: .*nowhere.* -> check LINLI_DATABASE__URL"):
        await nowhere.restore(taken.path, LATER)


def tool(folder: Path, name: str, script: str) -> None:
    """A program of this name that comes first in PATH."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(stat.S_IRWXU)


async def test_tools_that_are_missing_or_old_are_told_with_the_cure(
    old: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.environ["PATH"]
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(BackupRefused, match=r"pg_dump is not installed here.* apt install postgresql-client-"):
        await backed_up(old)
    tool(tmp_path / "bin", "pg_dump", "echo 'pg_dump (PostgreSQL) 9.6.24'")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{real}")
    with pytest.raises(BackupRefused, match=r"pg_dump is older than the server \(pg_dump \(PostgreSQL\) 9\.6\.24"):
        await backed_up(old)
    assert not list(old.folder.glob("*.age*"))
    assert not list(old.folder.glob(".linli*"))


async def test_a_password_reaches_the_tools_in_their_environment_only(
    old: Place, new: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    password = "h'ush: h@u\\sh"
    monkeypatch.setenv("LINLI_WECHATY__TOKEN", "not-for-them")
    for name in ("pg_dump", "pg_restore"):
        real = shutil.which(name)
        tool(tmp_path / "bin", name, f'echo "$0 $@" >> {tmp_path}/said; env >> {tmp_path}/env; exec {real} "$@"')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    for place in (old, new):
        place.url = make_url(place.url).set(password=password).render_as_string(hide_password=False)
    taken = await backed_up(old)
    await new.restore(taken.path, LATER)
    said, env = (tmp_path / "said").read_text(), (tmp_path / "env").read_text()
    assert "--snapshot" in said
    assert "--single-transaction" in said
    assert "ush" not in said
    assert f"PGPASSWORD={password}" in env
    assert "not-for-them" not in env.replace((tmp_path / "bin").as_posix(), "")
