"""What else a backup has to do: old schemas, one's own words, the command line, and little memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.backup.take import take
from bot.cli.main import app as command_line
from bot.database import Database
from models.errors import BackupRefused
from models.schema import current, revisions, upgrade
from tests.backup.place import Place
from tests.databases import DATABASES, empty_url
from tests.stories.conftest import TUESDAY, photo

LATER = TUESDAY + timedelta(hours=1)
OLD_SCHEMA = "0002"


@pytest.fixture(params=DATABASES)
async def pair(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[tuple[Place, Place]]:
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    async with empty_url(request.param, tmp_path / "old") as here, empty_url(request.param, tmp_path / "new") as there:
        yield Place(tmp_path / "old", here).configured(), Place(tmp_path / "new", there)


async def schema_of(place: Place, upgraded_to: str = "") -> str | None:
    database = Database(place.url)
    await database.open()
    try:
        if upgraded_to:
            await database.write(lambda connection: upgrade(connection, upgraded_to))
        return await database.read(current)
    finally:
        await database.close()


async def test_a_backup_of_an_old_version_is_migrated_once_it_is_restored(pair: tuple[Place, Place]) -> None:
    old, new = pair
    assert await schema_of(old, OLD_SCHEMA) == OLD_SCHEMA
    taken = await take(old.at_home, old.config, old.folder / "old.age", TUESDAY)
    assert taken.manifest.schema == OLD_SCHEMA
    await new.restore(taken.path, LATER)
    assert await schema_of(new) == revisions()[-1]
    assert await schema_of(old) == OLD_SCHEMA, "a backup changes nothing of what it copies"


async def test_an_empty_database_is_told(pair: tuple[Place, Place]) -> None:
    with pytest.raises(BackupRefused, match=r"there is no database at|the database is empty"):
        await take(pair[0].at_home, pair[0].config, pair[0].folder / "none.age", TUESDAY)


async def test_memory_does_not_grow_with_the_photos(pair: tuple[Place, Place]) -> None:
    """48 MB of photos pass through less than 12 MB."""
    old, new = pair
    async with old.open(TUESDAY) as stage:
        for number in range(6):
            await stage.say("张阿姨", photo=photo("grey", (200 + number * 16, 150)))
        for name in old.photos():
            (old.folder / name).write_bytes(bytes(4 << 20))
        tracemalloc.start()
        try:
            taken = await old.back_up(stage)
            _, at_most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert taken.bytes > 48 << 20
    assert at_most < 12 << 20
    await new.restore(taken.path, LATER)
    assert new.photos() == old.photos()


def test_the_commands_bring_words_and_configuration_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As an operator types them, in two folders, with a passphrase."""
    monkeypatch.setenv("LINLI_BACKUP__PASSPHRASE", "five random words are here")
    old, new = Place(tmp_path / "old").configured(), Place(tmp_path / "new")
    old.config.write_text(old.config.read_text("utf-8") + "\nwords_folder: words\n", "utf-8")
    (old.folder / "words" / "more").mkdir(parents=True)
    (old.folder / "words" / "more" / "河道.txt").write_text("后港又淤住了\n", "utf-8")
    monkeypatch.chdir(old.folder)
    assert run("migrate")[0] == 0
    assert run("backup", "b.age") == (0, "read back and compared")
    assert run("backup", "b.age") == (1, "overwrites nothing")
    monkeypatch.chdir(new.folder)
    assert run("restore", "../old/b.age", "--check") == (0, "complete and undamaged")
    assert new.files() == {}
    assert run("restore", "../old/b.age") == (0, "configuration in config.yaml")
    assert {"config.yaml", "data/linli.db", "words/more/河道.txt"} <= set(new.files())
    assert new.config.read_bytes() == old.config.read_bytes()
    assert run("restore", "../old/b.age") == (1, "into an empty place only")
    monkeypatch.setenv("LINLI_BACKUP__PASSPHRASE", "five other words are here")
    assert run("restore", "../old/b.age", "--check") == (1, "the passphrase is wrong")


def test_a_configuration_that_is_here_is_kept_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINLI_BACKUP__PASSPHRASE", "five random words are here")
    old, new = Place(tmp_path / "old").configured(), Place(tmp_path / "new").configured()
    monkeypatch.chdir(old.folder)
    assert run("migrate")[0] == 0
    assert run("backup", "b.age")[0] == 0
    mine = new.config.read_text("utf-8") + "\n# mine\n"
    new.config.write_text(mine, "utf-8")
    monkeypatch.chdir(new.folder)
    assert run("restore", "../old/b.age") == (1, "--keep-config")
    assert set(new.files()) == {"config.yaml"}
    assert run("restore", "../old/b.age", "--keep-config") == (0, "photos in data/media")
    assert new.config.read_text("utf-8") == mine


SAID = (
    "read back and compared",
    "overwrites nothing",
    "complete and undamaged",
    "configuration in config.yaml",
    "--keep-config",
    "into an empty place only",
    "the passphrase is wrong",
    "photos in data/media",
)


def run(*words: str) -> tuple[int, str]:
    """The exit code, and which of the things it may say it said."""
    ran = CliRunner().invoke(command_line, words)
    text = ran.output + str(ran.exception or "")
    return (1 if ran.exit_code else 0), next((said for said in SAID if said in text), text)
