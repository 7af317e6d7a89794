"""The age format at both ends: with a passphrase, or for public keys whose secret half lies elsewhere."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path

import pyrage

from bot.backup import passphrase as by_passphrase
from bot.backup.stream import PIECE, Sink, Source
from models.errors import BackupRefused
from models.settings import BackupSettings

Pieces = Generator[bytes, None, None]
ABOUT_A_KEY = "set LINLI_BACKUP__PASSPHRASE to the one that it was made with"


@dataclass(frozen=True, slots=True)
class Keys:
    """What closes a backup and what opens it. Recipients come before the passphrase."""

    passphrase: str = field(default="", repr=False)
    recipients: tuple[str, ...] = ()
    identity: str = field(default="", repr=False)

    @classmethod
    def of(cls, settings: BackupSettings) -> Keys:
        return cls(settings.passphrase.get_secret_value(), settings.recipients, settings.identity.get_secret_value())

    @property
    def can_read_back(self) -> bool:
        """Whether what is closed can be opened here again."""
        return bool(self.identity if self.recipients else self.passphrase)


def encrypt(plain: Source, out: Sink, keys: Keys) -> None:
    """Everything of `plain`, for the recipients or with the passphrase. Raises what reading raised."""
    if not keys.recipients:
        if not keys.passphrase:
            raise BackupRefused("a backup is never written in the open -> set LINLI_BACKUP__PASSPHRASE, or recipients")
        by_passphrase.encrypt(plain, out, keys.passphrase)
        return
    try:
        pyrage.encrypt_io(plain, out, [pyrage.x25519.Recipient.from_str(one) for one in keys.recipients])
    except pyrage.RecipientError as error:
        raise BackupRefused(f"backup.recipients: {error} -> write what age-keygen prints: age1...") from error
    except (pyrage.EncryptError, OSError) as error:
        raise (plain.error or BackupRefused(f"cannot be encrypted: {error}")) from error


def decrypted(path: Path, keys: Keys) -> Pieces:
    """The plain bytes of a backup. Raises BackupRefused for a foreign, damaged or cut file and for a wrong key."""
    try:
        with path.open("rb") as file:
            start = file.read(len(by_passphrase.VERSION) + 9)
    except OSError as error:
        raise BackupRefused(f"cannot be read ({error.strerror}) -> name a backup's file") from error
    try:
        yield from _opened(path, start, keys)
    except BackupRefused as error:
        raise BackupRefused(f"{error} -> {_cure(start, keys)}") from error


def _opened(path: Path, start: bytes, keys: Keys) -> Pieces:
    if not start.startswith(by_passphrase.VERSION):
        raise BackupRefused("this is no backup: an age file begins otherwise")
    if not start.endswith(b"-> scrypt"):
        yield from _for_identity(path, keys.identity)
        return
    if not keys.passphrase:
        raise BackupRefused("it was made with a passphrase, and none is given")
    with path.open("rb") as file:
        yield from by_passphrase.decrypted(file, keys.passphrase)


def _for_identity(path: Path, identity: str) -> Pieces:
    """Pyrage pushes what it decrypts, so it does that in a thread, into a pipe that we read from."""
    try:
        key = pyrage.x25519.Identity.from_str(_secret_line(identity))
    except pyrage.IdentityError as error:
        raise BackupRefused(f"it was made for a public key, and the identity given is none ({error})") from error
    reading, writing = os.pipe()
    failures: list[Exception] = []
    thread = threading.Thread(target=_push, args=(path, writing, key, failures), name="age")
    thread.start()
    try:
        with os.fdopen(reading, "rb", buffering=0) as pipe:
            while piece := pipe.read(PIECE):
                yield piece
    finally:
        thread.join()
    if failures:
        wrong = isinstance(failures[0], pyrage.DecryptError) and "matching keys" in str(failures[0])
        why = "the identity is not the one that it was made for" if wrong else "it is damaged, or not complete"
        raise BackupRefused(why)


def _push(path: Path, writing: int, key: pyrage.x25519.Identity, failures: list[Exception]) -> None:
    with path.open("rb") as file, contextlib.suppress(BrokenPipeError), os.fdopen(writing, "wb") as pipe:
        try:
            pyrage.decrypt_io(file, pipe, [key])
        except (pyrage.DecryptError, OSError) as error:
            failures.append(error)


def _secret_line(identity: str) -> str:
    """The key of a file that age-keygen wrote, which has comments, or the key itself."""
    lines = [line.strip() for line in identity.splitlines()]
    return next((line for line in lines if line and not line.startswith("#")), "")


def _cure(start: bytes, keys: Keys) -> str:
    if not start.startswith(by_passphrase.VERSION):
        return "name a file that linli backup wrote"
    if start.endswith(b"-> scrypt"):
        return f"{ABOUT_A_KEY}, or take another copy"
    return "name the identity with --identity FILE or LINLI_BACKUP__IDENTITY, or take another copy"
