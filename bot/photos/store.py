"""The folder of kept photos, by content hash. Every file appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from bot.photos.hold import hold
from models.photo import Photo

HASH = re.compile(r"[0-9a-f]{64}")


class PhotoStore:
    """Photos in two levels of folders, readable by this user only. All methods block: use a thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, photo: Photo) -> None:
        """Keep a photo; one that is there already is left as it is."""
        web, thumb = self._web(photo.sha256), self._thumb(photo.sha256)
        if web.exists():
            return
        web.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(thumb, photo.thumb)
        write_whole(web, photo.web)  # last: where it is, the thumbnail is too
        _settle(web.parent)

    def load(self, sha256: str) -> bytes:
        """The web copy, JPEG. Raises FileNotFoundError where it was never kept or is forgotten."""
        return self._web(sha256).read_bytes()

    def load_thumb(self, sha256: str) -> bytes:
        """The thumbnail, WebP. Raises FileNotFoundError like load()."""
        return self._thumb(sha256).read_bytes()

    def delete(self, sha256: str) -> None:
        """Forget a photo; one that is not there is no matter."""
        self._web(sha256).unlink(missing_ok=True)
        self._thumb(sha256).unlink(missing_ok=True)

    def older_than(self, moment: datetime) -> Iterator[str]:
        """Hashes of the photos whose files were written before then."""
        for path in self._folder.glob("??/??/*.jpg"):
            with contextlib.suppress(FileNotFoundError):
                if HASH.fullmatch(path.stem) and path.stat().st_mtime < moment.timestamp():
                    yield path.stem

    def hold(self) -> AbstractContextManager[bool]:
        """Whether nobody else deletes or backs up photos until the end of the block."""
        return hold(self._folder)

    def names(self, sha256: str) -> tuple[str, ...]:
        """Where a photo's files lie below the folder; whether they are there is another matter."""
        found = (self._web(sha256), self._thumb(sha256)) if HASH.fullmatch(sha256) else ()
        return tuple(path.relative_to(self._folder).as_posix() for path in found)

    def _web(self, sha256: str) -> Path:
        return self._stem(sha256).with_suffix(".jpg")

    def _thumb(self, sha256: str) -> Path:
        return self._stem(sha256).with_suffix(".thumb.webp")

    def _stem(self, sha256: str) -> Path:
        # Hashes arrive in web addresses too; nothing else may ever become a path.
        if not HASH.fullmatch(sha256):
            raise FileNotFoundError(f"no content hash: {sha256[:80]!r}")
        return self._folder / sha256[:2] / sha256[2:4] / sha256


def write_whole(path: Path, data: bytes) -> None:
    """Write beside the place and move there, so that a crash leaves no half file under the name."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _settle(folder: Path) -> None:
    """Make the new names themselves survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
