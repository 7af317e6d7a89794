"""The operator's keys: what one of them has locked, only they open."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from models.errors import Unreadable

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


@dataclass(frozen=True, slots=True)
class Hidden:
    """One number as it was written, and where: `field` names the part of the message, `start` the character."""

    field: str
    start: int
    number: str


class Keys:
    """The newest key locks, all of them open (Fernet: AES-128-CBC with HMAC-SHA256). Without keys nothing is kept."""

    def __init__(self, written: str = "") -> None:
        self._written = [part for part in written.replace(",", " ").split() if part]

    def __bool__(self) -> bool:
        return bool(self._written)

    @cached_property
    def _ring(self) -> MultiFernet:
        # Imported late: an installation without a key does not pay for it at every start.
        from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415

        return MultiFernet([Fernet(key) for key in self._written])

    def lock(self, hidden: tuple[Hidden, ...]) -> str | None:
        """The numbers, unreadable to whoever has no key; None where there is none to keep or no key."""
        if not hidden or not self:
            return None
        rows = [[one.field, one.start, one.number] for one in hidden]
        return self._ring.encrypt(json.dumps(rows, ensure_ascii=False).encode()).decode()

    def unlock(self, locked: str) -> tuple[Hidden, ...]:
        """What was locked. Raises Unreadable where none of the keys fits."""
        from cryptography.fernet import InvalidToken  # noqa: PLC0415

        if not self:
            raise Unreadable
        try:
            rows = json.loads(self._ring.decrypt(locked.encode()))
        except InvalidToken as error:
            raise Unreadable from error
        return tuple(Hidden(*row) for row in rows)

    def renew(self, locked: str) -> str:
        """The same under the newest key. Raises Unreadable like unlock()."""
        from cryptography.fernet import InvalidToken  # noqa: PLC0415

        try:
            return self._ring.rotate(locked.encode()).decode()
        except InvalidToken as error:
            raise Unreadable from error

    def sign(self, use: str, text: str) -> str:
        """A mark that only holders of the newest key can make, 32 letters; "" without a key. `use` parts marks."""
        return _mark(self._written[0], use, text) if self._written else ""

    def has_signed(self, use: str, text: str, mark: str) -> bool:
        """Whether one of the keys made a mark."""
        given = mark.encode("utf-8", "replace")
        return any(hmac.compare_digest(_mark(key, use, text).encode(), given) for key in self._written)

    def words(self, text: str, sealed: str | None) -> str:
        """A text with its numbers, as far as a key at hand opens them; else as it is stored."""
        if sealed is None:
            return text
        try:
            return self.unlock(sealed)[0].number
        except Unreadable:
            return text


def _mark(key: str, use: str, text: str) -> str:
    made = hmac.new(key.encode(), f"{use}:{text}".encode("utf-8", "replace"), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:24]).decode()


NO_KEYS = Keys()


def new_key() -> str:
    """A fresh key for LINLI_PRIVACY__KEY, 44 characters."""
    from cryptography.fernet import Fernet  # noqa: PLC0415

    return Fernet.generate_key().decode()
