"""A backup is taken while people talk, and the neighbourhood goes on from it on another machine."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.backup.check import check_backup
from bot.stage import Stage
from models.errors import BackupRefused
from models.queries.forgetting import delete_chat
from models.tables import message
from tests.backup.place import KEYS, Place, counts
from tests.databases import DATABASES, empty_url
from tests.stories.conftest import TUESDAY, photo

LATER = TUESDAY + timedelta(days=1)


@pytest.fixture(params=DATABASES)
async def old(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Place]:
    async with empty_url(request.param, _folder(tmp_path / "old")) as url:
        yield Place(tmp_path / "old", url).configured()


@pytest.fixture
async def new(old: Place, tmp_path: Path) -> AsyncIterator[Place]:
    """An empty place on the same kind of database."""
    kind = "sqlite" if old.url.startswith("sqlite") else "postgres"
    async with empty_url(kind, _folder(tmp_path / "new")) as url:
        yield Place(tmp_path / "new", url)


def _folder(path: Path) -> Path:
    path.mkdir(exist_ok=True)
    return path


@contextlib.asynccontextmanager
async def talk(stage: Stage) -> AsyncIterator[asyncio.Event]:
    """People write without a pause until the end of the block; the event is set when twenty have been heard."""
    heard = asyncio.Event()

    async def pour() -> None:
        number = 0
        while True:
            number += 1
            picture = photo("grey", (64 + number, 48)) if number % 5 == 0 and number < 100 else b""
            await stage.say(f"r{number % 7}", f"{number}号楼下水道又堵了" if not picture else "", photo=picture)
            if number == 20:
                heard.set()

    pouring = asyncio.create_task(pour())
    try:
        yield heard
    finally:
        pouring.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await pouring


async def test_what_was_backed_up_while_people_talk_goes_on_elsewhere(old: Place, new: Place) -> None:
    async with old.open(TUESDAY) as stage:
        async with talk(stage) as heard:
            await asyncio.wait_for(heard.wait(), 60)
            before = await counts(stage)
            taken = await old.back_up(stage)
            after = await counts(stage)
        assert before["message"] <= taken.manifest.counts["message"] <= after["message"]
        assert before["message"] < after["message"], "nobody was held up meanwhile"
    assert taken.read_back
    assert taken.path.stat().st_mode & 0o777 == 0o600
    assert taken.manifest.photos_missing == 0
    restored = await new.restore(taken.path, LATER)
    assert restored.manifest == taken.manifest
    assert new.config.read_bytes() == old.config.read_bytes()
    async with new.open(LATER) as stage:
        for table, rows in taken.manifest.counts.items():
            assert (await counts(stage))[table] >= rows, table
        assert (await counts(stage))["message"] == taken.manifest.counts["message"]
        assert await named_photos(stage) <= {Path(name).name.split(".")[0] for name in new.photos()}
        assert new.photos().items() <= old.photos().items()
        assert await stage.say("r1", "1号楼下水道又堵了") is None, "a message that the backup holds is not heard twice"
        await stage.whisper("r1", "你好", external_id="new")
        assert (await counts(stage))["message"] == taken.manifest.counts["message"] + 1


async def named_photos(stage: Stage) -> set[str]:
    query = select(message.c.photo).where(message.c.photo.is_not(None))
    return await stage.app.database.read(lambda connection: set(connection.scalars(query)))


def wounded(data: bytes, lots: random.Random) -> Iterator[bytes]:
    """The file with one byte other, and cut off, at places anywhere in it."""
    for _ in range(12):
        at = lots.randrange(len(data))
        yield data[:at] + bytes([data[at] ^ lots.randrange(1, 256)]) + data[at + 1 :]
        yield data[:at]


async def test_a_refused_file_changes_nothing(old: Place, new: Place) -> None:
    async with old.open(TUESDAY) as stage:
        await stage.say("r1", "3幢电梯坏了", photo=photo())
        taken = await old.back_up(stage)
    data, before = taken.path.read_bytes(), new.files()
    for changed in (b"", b"PK", data + b"\0", data[:-1], *wounded(data, random.Random(4))):
        taken.path.write_bytes(changed)
        with pytest.raises(BackupRefused, match=r"backup\.age: .*nothing was changed"):
            await new.restore(taken.path, LATER)
        assert new.files() == before
    taken.path.write_bytes(data)
    await new.restore(taken.path, LATER)  # what was refused left nothing in the way


async def test_a_place_that_is_not_empty_is_left_as_it_is(old: Place, new: Place) -> None:
    async with old.open(TUESDAY) as stage:
        await stage.say("r1", "3幢电梯坏了")
        taken = await old.back_up(stage)
        with pytest.raises(BackupRefused, match="overwrites nothing"):
            await old.back_up(stage)
    new.config.write_text("timezone: Asia/Shanghai\n")
    with pytest.raises(BackupRefused, match=r"config\.yaml is there already"):
        await new.restore(taken.path, LATER)
    new.config.unlink()
    new.media.mkdir()
    (new.media / "somebody.jpg").write_bytes(b"mine")
    with pytest.raises(BackupRefused, match="media is not empty"):
        await new.restore(taken.path, LATER)
    assert set(new.files()) == {"media/somebody.jpg"}
    (new.media / "somebody.jpg").unlink()
    await new.restore(taken.path, LATER)
    for path in (new.config, new.media):
        path.rename(path.with_name(f"{path.name}.old"))
    before = new.files()
    with pytest.raises(BackupRefused, match=r"is there already|not empty"):
        await new.restore(taken.path, LATER)
    assert new.files() == before


async def test_photos_are_not_deleted_while_a_backup_reads_them(old: Place) -> None:
    async with old.open(TUESDAY) as stage:
        await stage.say("r1", photo=photo())
        assert len(old.photos()) == 2
        with stage.app.photos.hold() as ours:
            assert ours
            with pytest.raises(BackupRefused, match="another backup is running"):
                await old.back_up(stage)
            await stage.app.database.write(lambda connection: delete_chat(connection, LATER))
            await stage.wait(timedelta(days=1))
            assert len(old.photos()) == 2
        await stage.wait(timedelta(days=1))
        assert old.photos() == {}


async def test_a_photo_that_the_disk_lost_is_counted_and_stops_nothing(old: Place) -> None:
    async with old.open(TUESDAY) as stage:
        await stage.say("r1", photo=photo())
        for name in old.photos():
            (old.folder / name).unlink()
        taken = await old.back_up(stage)
    assert (taken.manifest.photos, taken.manifest.photos_missing) == (0, 1)
    assert check_backup(taken.path, KEYS) == taken.manifest


async def test_what_a_killed_backup_left_goes_with_the_next(old: Place) -> None:
    async with old.open(TUESDAY) as stage:
        left = old.folder / ".linli-backup-dead"
        left.mkdir()
        (left / "database.sqlite").write_bytes(b"half")
        (old.folder / "backup.age.part").write_bytes(b"half")
        await old.back_up(stage)
    assert not left.exists()
    assert not (old.folder / "backup.age.part").exists()


async def test_what_a_killed_restore_left_goes_with_the_next(old: Place, new: Place) -> None:
    async with old.open(TUESDAY) as stage:
        taken = await old.back_up(stage)
    for name in (".linli-restore-media.dead_one", ".linli-restore-other.dead_one"):
        (new.folder / name).mkdir()
        (new.folder / name / "half").write_bytes(b"half")
    await new.restore(taken.path, LATER)
    left = {name for name in new.files() if "restore" in name}
    assert left == {".linli-restore-other.dead_one/half"}, "that one belongs to another place"


async def test_whoever_stops_a_backup_finds_no_half_file(old: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    async with old.open(TUESDAY) as stage:
        await stage.say("r1", photo=photo())
        before = {name for name in old.files() if "linli.db" not in name}
        running = asyncio.create_task(old.back_up(stage))
        await asyncio.sleep(0)  # it has begun, and its work is in another thread
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert {name for name in old.files() if "linli.db" not in name} == before
