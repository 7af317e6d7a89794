"""Open a backup, and look through all of it without keeping anything."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.backup.archive import CONFIG, INDEX, MANIFEST, content, next_member
from bot.backup.cipher import Keys, decrypted
from bot.backup.manifest import LONGEST, Manifest, read_manifest
from bot.backup.members import unpacked
from bot.backup.stream import Source
from models.errors import BackupRefused

LONGEST_CONFIG = 16 << 20  # bytes


class OpenBackup:
    """A backup at its beginning: what it says of itself has been read, its members come next."""

    def __init__(self, path: Path, source: Source) -> None:
        self._path = path
        self._source = source
        with self._told():
            self.manifest = self._manifest()
            self.config = self._config() if self.manifest.config_sha256 else None

    def unpack(self, folder: Path, keep: Callable[[str], Callable[[bytes], object]]) -> None:
        """All members, each checked; `folder` takes the list of them."""
        index = folder / INDEX
        with self._told():
            with index.open("wb") as file:
                self._put(INDEX, self.manifest.index_bytes, self.manifest.index_sha256, file.write)
            unpacked(index, self._source, self.manifest.member_bytes, keep)

    def _manifest(self) -> Manifest:
        found = next_member(self._source)
        if found is None or found[0] != MANIFEST or found[1] > LONGEST:
            raise BackupRefused("this is no backup of Linli: it does not begin with its manifest")
        return read_manifest(b"".join(content(self._source, found[1])))

    def _config(self) -> bytes:
        parts: list[bytes] = []
        self._put(CONFIG, LONGEST_CONFIG, self.manifest.config_sha256, parts.append)
        return b"".join(parts)

    def _put(self, name: str, most: int, sha256: str, put: Callable[[bytes], object]) -> None:
        found, digest = next_member(self._source), hashlib.sha256()
        if found is None or found[0] != name or found[1] > most:
            raise BackupRefused(f"this is no backup of Linli: {name} is not where it belongs")
        for piece in content(self._source, found[1]):
            digest.update(piece)
            put(piece)
        if digest.hexdigest() != sha256:
            raise BackupRefused(f"{name} is not what it was when the backup was made")

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Errors that name the file."""
        try:
            yield
        except BackupRefused as error:
            raise BackupRefused(f"{self._path}: {error}; nothing was changed") from error


@contextlib.contextmanager
def opened(path: Path, keys: Keys) -> Iterator[OpenBackup]:
    """A backup, decrypted as it is read. Raises BackupRefused where it is none, or cannot be opened."""
    with contextlib.closing(decrypted(path, keys)) as pieces:
        yield OpenBackup(path, Source(pieces))


def check_backup(path: Path, keys: Keys) -> Manifest:
    """What a backup says of itself, once every byte of it has been read and compared."""
    with tempfile.TemporaryDirectory() as folder, opened(path, keys) as backup:
        backup.unpack(Path(folder), lambda _name: len)
        return backup.manifest
