"""Photos on their way: a connector lays the bytes into the media folder, which all machines share; a worker takes them.

They are not removed by whoever took them, because the same photo may be on its way through another group. The nightly
job removes what is older than any message can be late.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from datetime import datetime, timedelta
from pathlib import Path

from bot.photos.store import HASH, write_whole

log = logging.getLogger(__name__)

KEPT = timedelta(days=7)


class Arriving:
    """The folder `arriving` in the media folder, by content hash."""

    def __init__(self, media: Path) -> None:
        self._folder = media / "arriving"

    async def keep(self, photo: bytes) -> str:
        """The hash under which the photo lies now; raises OSError where the folder cannot be written."""
        return await asyncio.to_thread(self._keep, photo)

    def _keep(self, photo: bytes) -> str:
        name = hashlib.sha256(photo).hexdigest()
        path = self._path(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists():
            path.touch()  # young again: it is on its way once more
        else:
            write_whole(path, photo)
        return name

    async def fetch(self, name: str) -> bytes:
        """The photo's bytes, or none where it is gone: the message counts without it too."""
        try:
            return await asyncio.to_thread(self._path(name).read_bytes)
        except FileNotFoundError:
            log.warning("a photo on its way is not in the media folder: is media.folder the same on all machines?")
            return b""

    async def forget_old(self, now: datetime) -> int:
        """Remove what has been here too long; how many there were."""
        return await asyncio.to_thread(self._forget_old, (now - KEPT).timestamp())

    def _forget_old(self, youngest: float) -> int:
        old = [path for path in self._folder.glob("*/*") if path.stat().st_mtime < youngest]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _path(self, name: str) -> Path:
        if not HASH.fullmatch(name):
            raise FileNotFoundError(f"no content hash: {name[:80]!r}")
        return self._folder / name[:2] / name
