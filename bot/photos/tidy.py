"""Take away the photos that nothing shows any more, and files that a crash left without a row."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection

from bot.database import Database
from bot.photos.store import PhotoStore
from models.queries.forgetting import forget_photos, unused_photos
from models.queries.media import note_file, unknown_of

log = logging.getLogger(__name__)
AT_ONCE = 100  # in one transaction
LEFT_BEHIND = timedelta(days=1)  # a file is written a moment before the row of its photo


async def delete_unused_photos(database: Database, photos: PhotoStore, now: datetime) -> None:
    """Rows and files together; a crash in between leaves the row for the next time."""
    with photos.hold() as ours:
        if not ours:
            log.info("photos that nothing shows any more stay until tomorrow: a backup is reading the folder")
            return
        left = await asyncio.to_thread(lambda: list(photos.older_than(now - LEFT_BEHIND)))
        for some in _parts(left):
            await database.write(partial(_adopt, hashes=some, now=now))
        for some in _parts(await database.read(unused_photos)):
            await database.write(partial(_forget, photos=photos, hashes=some))


def _adopt(connection: Connection, hashes: Sequence[str], now: datetime) -> None:
    """A file without a row gets one, so that it goes the way of all photos: under the lock of its row."""
    for photo in unknown_of(connection, hashes):
        note_file(connection, photo, now)


def _forget(connection: Connection, photos: PhotoStore, hashes: Sequence[str]) -> None:
    """Whoever is sent one of the photos at this moment waits for it, and then keeps it anew."""
    for photo in forget_photos(connection, hashes):
        photos.delete(photo)


def _parts(hashes: Sequence[str]) -> list[Sequence[str]]:
    return [hashes[start : start + AT_ONCE] for start in range(0, len(hashes), AT_ONCE)]
