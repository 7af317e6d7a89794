"""Bytes that pass through: never more than a piece of them in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

PIECE = 1 << 18  # bytes read from a file at a time


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> int: ...


class Source:
    """Pieces, read like a file. What goes wrong in making them is kept in `error`, for readers that swallow it."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""
        self.error: BaseException | None = None

    def read(self, most: int = PIECE) -> bytes:
        """At most so many bytes; none at the end."""
        try:
            while not self._rest:
                self._rest = next(self._pieces)
        except StopIteration:
            return b""
        except BaseException as error:
            self.error = error
            raise
        data, self._rest = self._rest[:most], self._rest[most:]
        return data

    def exactly(self, size: int) -> bytes:
        """So many bytes, fewer only at the end."""
        parts: list[bytes] = []
        while size and (data := self.read(size)):
            parts.append(data)
            size -= len(data)
        return b"".join(parts)


class Hashing:
    """A sink before another that also reckons the SHA-256 of what went through."""

    def __init__(self, behind: BinaryIO) -> None:
        self._behind = behind
        self._hash = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        return self._behind.write(data)

    def flush(self) -> None:
        self._behind.flush()

    def digest(self) -> str:
        return self._hash.hexdigest()


def pieces_of(path: Path) -> Iterator[bytes]:
    """A file's bytes."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def digest_of(path: Path) -> str:
    """A file's SHA-256."""
    found = hashlib.sha256()
    for piece in pieces_of(path):
        found.update(piece)
    return found.hexdigest()
