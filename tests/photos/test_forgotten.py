"""Old photos go; one that is sent again at that very moment stays."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select

from bot.app import App
from bot.photos import Photo, PhotoStore, take_in
from bot.photos.tidy import delete_unused_photos
from bot.stage import open_stage
from models.messages import Incoming, MessageKind
from models.queries.cases import cases_where
from models.queries.forgetting import unused_photos
from models.tables import case, media, message
from tests.databases import DATABASES, empty_url
from tests.stories.conftest import TUESDAY, lexicon, photo, sample

Sent = Callable[[str], Any]


@pytest.fixture(params=DATABASES)
async def app(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[App]:
    async with (
        empty_url(request.param, tmp_path) as url,
        open_stage(sample(), TUESDAY, tmp_path, url=url, lexicon=lexicon()) as stage,
    ):
        yield stage.app


async def send(app: App, number: str) -> None:
    where = app.settings.groups[0]
    await app.inbox.receive(
        Incoming(
            channel="stage",
            external_id=number,
            chat_id=f"room-{where.id}",
            chat_name=where.name,
            is_group=True,
            sender_id="a",
            sender_name="张阿姨",
            sent_at=datetime(2026, 2, 3, 1, tzinfo=UTC),
            kind=MessageKind.PHOTO,
            photo=photo(),
        )
    )


async def the_photo(app: App) -> str:
    """Its hash, once nothing shows it any more."""
    await send(app, "1")
    [found] = await app.database.read(lambda connection: list(connection.scalars(select(media.c.hash))))
    await app.database.write(lambda connection: connection.execute(delete(message)).rowcount)
    return str(found)


async def test_a_photo_that_nothing_shows_is_deleted(app: App) -> None:
    found = await the_photo(app)
    await delete_unused_photos(app.database, app.photos, app.clock.now())
    assert await app.database.read(unused_photos) == ()
    with pytest.raises(FileNotFoundError):
        app.photos.load(found)


async def test_a_photo_that_is_sent_again_before_it_goes_stays(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    found = await the_photo(app)
    read = app.database.read

    async def read_and_wait(question: Callable[[Connection], Any]) -> Any:
        answer = await read(question)
        if question is unused_photos:
            await send(app, "2")
        return answer

    monkeypatch.setattr(app.database, "read", read_and_wait)
    await delete_unused_photos(app.database, app.photos, app.clock.now())
    assert app.photos.load(found)
    assert await is_known(app, found)


async def test_a_photo_that_goes_while_it_is_sent_again_is_kept_anew(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    found = await the_photo(app)
    save, loop = PhotoStore.save, asyncio.get_running_loop()
    deleting = [True]

    def save_and_wait(store: PhotoStore, taken: Photo) -> None:
        save(store, taken)
        if deleting:
            deleting.clear()
            going = asyncio.run_coroutine_threadsafe(delete_unused_photos(app.database, store, app.clock.now()), loop)
            going.result(timeout=20)

    monkeypatch.setattr(PhotoStore, "save", save_and_wait)
    await send(app, "2")
    assert not deleting
    assert app.photos.load(found)
    assert await is_known(app, found)


async def is_known(app: App, found: str) -> bool:
    return await app.database.read(lambda c: c.scalar(select(media.c.hash).where(media.c.hash == found))) is not None


async def test_a_file_that_a_crash_left_without_a_row_goes_after_a_day(app: App) -> None:
    left, fresh = (take_in(photo(colour), app.settings.media) for colour in ("red", "blue"))
    assert isinstance(left, Photo)
    assert isinstance(fresh, Photo)
    app.photos.save(left)
    app.photos.save(fresh)
    now = datetime.now(UTC)  # a file has the time of the machine
    for name in app.photos.names(left.sha256):
        os.utime(app.settings.media.folder / name, (0, now.timestamp() - 25 * 3600))
    await delete_unused_photos(app.database, app.photos, now)
    assert app.photos.load(fresh.sha256)
    with pytest.raises(FileNotFoundError):
        app.photos.load(left.sha256)


async def test_a_query_for_cases_leaves_none_out(app: App) -> None:
    """A job that looks at every case that is due must not stop at some number."""
    now = datetime(2026, 2, 3, 1, tzinfo=UTC)
    values = {
        "grid": "qinshi",
        "source": "group",
        "channel": "stage",
        "category": "noise",
        "place": "",
        "urgency": "normal",
        "kind": "matter",
        "private": False,
        "state": "registered",
        "holder": "qinshi",
        "why": {},
        "pauses": [],
        **dict.fromkeys(("opened_at", "updated_at", "first_due", "solve_due", "answer_due", "work_due"), now),
    }
    rows = [{**values, "number": number} for number in range(1, 1201)]
    await app.database.write(lambda connection: connection.execute(insert(case), rows).rowcount)
    assert len(await app.database.read(cases_where)) == 1200
