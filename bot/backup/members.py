"""The list of a backup's members, one a line with digest and size, in the order in which they come.

Both sides walk along it, so that neither keeps it in memory: a city has millions of photos.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.backup.archive import content, header, next_member, padding
from bot.backup.stream import Source, pieces_of
from models.errors import BackupRefused

_LINE = re.compile(r"([0-9a-f]{64}) (\d{1,15}) (.{1,100})\n")


@dataclass(frozen=True, slots=True)
class Member:
    """One file in a backup."""

    sha256: str
    size: int
    name: str

    def line(self) -> str:
        return f"{self.sha256} {self.size} {self.name}\n"


def members_in(index: Path) -> Iterator[Member]:
    """The members of a list. Raises BackupRefused where a line is none."""
    with index.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            found = _LINE.fullmatch(line)
            if found is None:
                raise BackupRefused("this is no backup of Linli: its list of members cannot be read")
            yield Member(found[1], int(found[2]), found[3])


def packed(index: Path, where: Callable[[str], Path]) -> Iterator[bytes]:
    """The members of a list with their content, as a part of an archive; `where` finds a member's file."""
    for member in members_in(index):
        yield header(member.name, member.size)
        found, size = hashlib.sha256(), 0
        for piece in pieces_of(where(member.name)):
            found.update(piece)
            size += len(piece)
            yield piece
        if (found.hexdigest(), size) != (member.sha256, member.size):
            raise BackupRefused(f"{member.name} changed while the backup was made -> try again")
        yield padding(member.size)


def unpacked(index: Path, source: Source, most: int, keep: Callable[[str], Callable[[bytes], object]]) -> None:
    """Every member of the list as it comes along, each checked; `keep` opens the place for its bytes, `most` of all.

    Raises BackupRefused where an archive holds more, less, or anything else than its list says.
    """
    left = most
    for member in members_in(index):
        left -= member.size
        if next_member(source) != (member.name, member.size) or left < 0:
            raise BackupRefused(f"this is no backup of Linli: {member.name} is not where its list says")
        put, found = keep(member.name), hashlib.sha256()
        for piece in content(source, member.size):
            found.update(piece)
            put(piece)
        if found.hexdigest() != member.sha256:
            raise BackupRefused(f"{member.name} is not what it was when the backup was made")
    if next_member(source) is not None:
        raise BackupRefused("this is no backup of Linli: it holds more than its list says")
