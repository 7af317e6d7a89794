"""Put files together beside the places where they belong, and move them there all at once at the end."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from models.errors import BackupRefused

PREFIX = ".linli-restore-"


class Places:
    """Pairs of a place beside and the final place, in the order in which they are moved."""

    def __init__(self) -> None:
        self._beside: list[Path] = []
        self._pairs: list[tuple[Path, Path]] = []

    def folder(self, near: Path) -> Path:
        """A private folder on the disk of a path, for the time being. What a killed restore left there goes first."""
        near.parent.mkdir(parents=True, exist_ok=True)
        prefix = f"{PREFIX}{near.name}."
        for left in near.parent.glob(f"{glob.escape(prefix)}????????"):
            if left not in self._beside:
                shutil.rmtree(left)
        self._beside.append(Path(tempfile.mkdtemp(dir=near.parent, prefix=prefix)))
        return self._beside[-1]

    def beside(self, final: Path) -> Path:
        """A path that becomes `final` at the end."""
        beside = self.folder(final) / final.name
        self._pairs.append((beside, final))
        return beside

    def move(self) -> None:
        """Each to its place; where one cannot be moved, those before it go back."""
        os.sync()
        done: list[tuple[Path, Path]] = []
        try:
            for beside, final in self._pairs:
                if beside.exists():
                    beside.rename(final)  # over an empty folder, never over anything else: that was looked at before
                    done.append((beside, final))
        except OSError as error:
            for beside, final in reversed(done):
                final.rename(beside)
            raise BackupRefused(
                f"{error.filename2 or error.filename} cannot be put in place ({error.strerror})"
            ) from error
        os.sync()

    def clear(self) -> None:
        for folder in self._beside:
            shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def places() -> Iterator[Places]:
    """Places whose folders beside are gone at the end of the block."""
    made = Places()
    try:
        yield made
    finally:
        made.clear()


class Files:
    """Writes one new file after the other, each readable by its owner only."""

    def __init__(self, where: Callable[[str], Path | None]) -> None:
        """`where` tells a member's place; what has none is not kept."""
        self._where = where
        self._file: BinaryIO | None = None

    def keep(self, name: str) -> Callable[[bytes], object]:
        """Begin the next file."""
        self.close()
        path = self._where(name)
        if path is None:
            return len
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        return self._file.write

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


def room_for(folder: Path, needed: int) -> None:
    """Raises BackupRefused where a disk has not as much room left."""
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise BackupRefused(
            f"{folder} has room for {free >> 20} MB and {needed >> 20} MB are needed -> make room first"
        )
