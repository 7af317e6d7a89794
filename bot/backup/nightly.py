"""The scheduled backup: one file a night in a folder, the oldest deleted once there are enough newer ones."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable
from pathlib import Path

from bot.backup.take import take
from bot.clock import Clock
from models.errors import BackupRefused
from models.settings import Settings

log = logging.getLogger(__name__)

_OURS = re.compile(r"linli-\d{8}-\d{6}\.age")
_HALF = re.compile(_OURS.pattern + r"\.part")


class Nightly:
    """Makes the backup of the night. Call it after the run was claimed."""

    def __init__(self, settings: Callable[[], Settings], config: Path | None, clock: Clock) -> None:
        """`config` is the configuration file that goes along."""
        self._settings = settings
        self._config = config
        self._clock = clock

    async def __call__(self) -> None:
        """Does nothing without a folder. Raises BackupRefused where no backup could be made; the old ones stay then."""
        settings, now = self._settings(), self._clock.now()
        folder = settings.backup.folder
        if folder is None:
            return
        if not await asyncio.to_thread(folder.is_dir):
            raise BackupRefused(f"{folder} is not there -> mount it or make it; no backup was made")
        name = f"linli-{now.astimezone(settings.zone):%Y%m%d-%H%M%S}.age"
        taken = await take(settings, self._config, folder / name, now)
        deleted = await asyncio.to_thread(rotate, folder, settings.backup.keep)
        log.info("backup bytes=%d photos=%d deleted=%d", taken.bytes, taken.manifest.photos, deleted)
        if taken.manifest.photos_missing:
            log.warning("photos that are in the database and not in the folder: %d", taken.manifest.photos_missing)


def rotate(folder: Path, keep: int) -> int:
    """Delete the oldest of our nightly files, and what a killed backup left; nothing else. How many went."""
    ours = sorted(path for path in folder.iterdir() if _OURS.fullmatch(path.name))
    halves = [
        path for path in folder.iterdir() if _OURS.fullmatch(path.name.removesuffix(".part")) and path not in ours
    ]
    for path in (*ours[:-keep], *halves):
        path.unlink(missing_ok=True)
    return len(ours[:-keep])
