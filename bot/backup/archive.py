"""A tar stream in which the list of members comes first: written and read piece by piece, whatever its size.

Only plain files with plain names are written and accepted, so that any tar reads it and nothing can point elsewhere.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator
from typing import NoReturn

from bot.backup.stream import PIECE, Source
from models.errors import BackupRefused

BLOCK = tarfile.BLOCKSIZE
LONGEST_NAME = 100  # bytes: longer ones would need a second header
MANIFEST, INDEX, CONFIG = "manifest.json", "members.txt", "config.yaml"
SQLITE, POSTGRES = "database.sqlite", "database.pgdump"
WORDS, MEDIA = "words/", "media/"
_PHOTO = re.compile(r"media/([0-9a-f]{2})/([0-9a-f]{2})/\1\2[0-9a-f]{60}\.(?:jpg|thumb\.webp)")
_WORDS = re.compile(r"words(?:/(?!\.)[^/\\:\x00-\x1f]+)+")
END = bytes(2 * BLOCK)


def header(name: str, size: int) -> bytes:
    """The block before a member."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    block = info.tobuf(tarfile.GNU_FORMAT, "utf-8", "strict")
    if len(block) != BLOCK or not is_known(name):
        raise BackupRefused(f"{name}: no name for a backup -> shorten it, and use no colon or backslash")
    return block


def padding(size: int) -> bytes:
    """What fills the last block of a member."""
    return bytes(-size % BLOCK)


def next_member(source: Source) -> tuple[str, int] | None:
    """Name and bytes of the member whose content comes next; None at the end of the archive."""
    block = source.exactly(BLOCK)
    if block == bytes(BLOCK):
        if source.exactly(BLOCK) != bytes(BLOCK) or source.read(1):
            _foreign("something stands behind its end")
        return None
    try:
        info = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
    except (tarfile.HeaderError, UnicodeError, ValueError):
        _foreign("it holds something else than files of ours")
    if info.type != tarfile.REGTYPE or info.size < 0 or not is_known(info.name):
        _foreign(f"it holds something that no backup of ours has: {info.name[:80]!r}")
    return info.name, info.size


def content(source: Source, size: int) -> Iterator[bytes]:
    """The bytes of the member at hand."""
    left = size
    while left:
        piece = source.read(min(left, PIECE))
        if not piece:
            _foreign("it ends within a file")
        left -= len(piece)
        yield piece
    if source.exactly(-size % BLOCK).strip(b"\x00"):
        _foreign("something stands between its files")


def is_known(name: str) -> bool:
    """Whether a backup may hold a member of this name: a photo, a word file, or one of the few single ones."""
    single = name in {MANIFEST, INDEX, CONFIG, SQLITE, POSTGRES}
    return single or bool(_PHOTO.fullmatch(name) or _WORDS.fullmatch(name))


def _foreign(why: str) -> NoReturn:
    raise BackupRefused(f"this is no backup of Linli: {why}")
