"""Which files a backup holds, with their digests, and where they lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bot.backup.archive import MEDIA, WORDS
from bot.backup.members import Member
from bot.backup.snapshot import Snapshot
from bot.backup.stream import digest_of
from bot.photos import PhotoStore
from models.settings import Settings


@dataclass(slots=True)
class Contents:
    """The list that was written, in figures."""

    where: Callable[[str], Path]
    members: int = 0
    bytes: int = 0
    photos: int = 0
    missing: int = 0


def list_contents(settings: Settings, snapshot: Snapshot, index: Path) -> Contents:
    """Write the list of members: the database, the words of the place, the photos."""
    words, media = settings.words_folder or Path(), settings.media.folder

    def where(name: str) -> Path:
        for prefix, folder in ((WORDS, words), (MEDIA, media)):
            if name.startswith(prefix):
                return folder / name.removeprefix(prefix)
        return snapshot.path

    contents = Contents(where)
    with index.open("w", encoding="utf-8", newline="\n") as lines:
        _add(contents, lines, snapshot.path.name)
        for path in word_files(settings.words_folder):
            _add(contents, lines, WORDS + path.relative_to(words).as_posix())
        for name in _photos(PhotoStore(media), snapshot, contents):
            _add(contents, lines, MEDIA + name)
            contents.photos += 1
    return contents


def word_files(folder: Path | None) -> Iterator[Path]:
    """The files of one's own words, without hidden ones."""
    if folder is None:
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _photos(store: PhotoStore, snapshot: Snapshot, contents: Contents) -> Iterator[str]:
    with snapshot.photos.open(encoding="ascii") as hashes:
        for line in hashes:
            there = [name for name in store.names(line.rstrip("\n")) if contents.where(MEDIA + name).exists()]
            contents.missing += not there
            yield from there


def _add(contents: Contents, lines: TextIO, name: str) -> None:
    path = contents.where(name)
    member = Member(digest_of(path), path.stat().st_size, name)
    lines.write(member.line())
    contents.members += 1
    contents.bytes += member.size
