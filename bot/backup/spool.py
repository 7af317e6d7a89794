"""A private folder for the copy of the database, on the disk that holds the like of it already."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bot.photos.hold import hold
from models.errors import BackupRefused

PREFIX = ".linli-backup-"


@contextlib.contextmanager
def spooled(media: Path) -> Iterator[Path]:
    """An empty folder beside the media folder, gone afterwards; the photos stay where they are meanwhile.

    Whatever a killed backup left there goes first. Raises BackupRefused where another backup is running.
    """
    with hold(media) as ours:
        if not ours:
            raise BackupRefused("another backup is running, or photos are being deleted -> try again in a minute")
        for left in media.parent.glob(f"{PREFIX}*"):
            shutil.rmtree(left)
        folder = Path(tempfile.mkdtemp(dir=media.parent, prefix=PREFIX))
        try:
            yield folder
        finally:
            shutil.rmtree(folder)
