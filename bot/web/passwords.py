"""Passwords: argon2id, a few at a time, and as much work for an id that nobody has."""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

T = TypeVar("T")
AT_ONCE = 2  # each takes 64 MiB and four threads while it lasts
MOST_WAITING = 16


class Busy(Exception):
    """More passwords wait to be looked at than can be looked at soon."""


@dataclass(slots=True)
class Passwords:
    """One for each process."""

    hasher: PasswordHasher = field(default_factory=PasswordHasher)
    _turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _waiting: int = 0
    _nobodys: str = ""

    async def hash(self, password: str) -> str:
        return await self._in_turn(lambda: self.hasher.hash(_plain(password)))

    async def is_right(self, hashed: str | None, password: str) -> bool:
        """None: nobody has such a password, which takes as long to find out. Raises Busy."""
        return await self._in_turn(lambda: self._verify(hashed, password))

    def is_weak(self, hashed: str) -> bool:
        """Whether it was made with less work than a new one."""
        return self.hasher.check_needs_rehash(hashed)

    def _verify(self, hashed: str | None, password: str) -> bool:
        if not self._nobodys:
            self._nobodys = self.hasher.hash("nobody")
        try:
            return self.hasher.verify(hashed or self._nobodys, _plain(password)) and hashed is not None
        except (VerificationError, InvalidHashError):
            return False

    async def _in_turn(self, work: Callable[[], T]) -> T:
        if self._waiting >= MOST_WAITING:
            raise Busy
        self._waiting += 1
        try:
            async with self._turn:
                return await asyncio.to_thread(work)
        finally:
            self._waiting -= 1


def _plain(password: str) -> str:
    """The same password whichever keyboard wrote it."""
    return unicodedata.normalize("NFKC", password)
