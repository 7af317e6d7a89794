"""The passphrase form of the age format, streamed: pyrage offers it only for what fits into memory.

Source: the age specification, version 1 (C2SP). The age tool and pyrage read what this writes, and the other way round.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.backup.stream import Sink, Source
from models.errors import BackupRefused

VERSION = b"age-encryption.org/v1\n"
WORK = 16  # scrypt takes 64 MiB and a sixth of a second, for each guess as well
MOST_WORK = 20  # of a stranger's file: 1 GiB
CHUNK = 64 << 10
TAG = 16
_HEADER = re.compile(
    rb"age-encryption\.org/v1\n"
    rb"-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n"
    rb"--- ([A-Za-z0-9+/]{43})\n"
)
_LONGEST_HEADER = 200


def encrypt(plain: Source, out: Sink, passphrase: str) -> None:
    """Everything of `plain`, encrypted."""
    file_key, salt, nonce = secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(16)
    wrapped = ChaCha20Poly1305(_wrap_key(passphrase, salt, WORK)).encrypt(bytes(12), file_key, None)
    head = b"%s-> scrypt %s %d\n%s\n---" % (VERSION, _b64(salt), WORK, _b64(wrapped))
    out.write(b"%s %s\n%s" % (head, _b64(_mac(file_key, head)), nonce))
    cipher, number = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")), 0
    chunk = plain.exactly(CHUNK)
    while True:
        following = plain.exactly(CHUNK)
        out.write(cipher.encrypt(_nonce(number, last=not following), chunk, None))
        if not following:
            return
        chunk, number = following, number + 1


def decrypted(file: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """The plain bytes. Raises BackupRefused for a wrong passphrase, and for whatever is not as it was written."""
    head = file.read(_LONGEST_HEADER)
    found = _HEADER.match(head)
    if found is None:
        raise BackupRefused("its header is damaged, or it was not made with a passphrase")
    file.seek(found.end())
    file_key = _unwrapped(found, passphrase)
    if not hmac.compare_digest(_mac(file_key, head[: found.start(4) - 1]), _plain(found[4])):
        raise BackupRefused("its header is damaged")
    nonce = file.read(16)
    yield from _opened(file, ChaCha20Poly1305(_derived(file_key, nonce, b"payload")))


def _opened(file: BinaryIO, cipher: ChaCha20Poly1305) -> Iterator[bytes]:
    number = 0
    sealed = file.read(CHUNK + TAG)
    while True:
        following = file.read(CHUNK + TAG)
        try:
            chunk = cipher.decrypt(_nonce(number, last=not following), sealed, None)
        except InvalidTag:
            raise BackupRefused("it is damaged, or not complete") from None
        yield chunk
        if not following:
            return
        sealed, number = following, number + 1


def _unwrapped(found: re.Match[bytes], passphrase: str) -> bytes:
    work = int(found[2])
    if work > MOST_WORK:
        raise BackupRefused(f"its header asks for 2^{work} rounds, more than anybody needs")
    key = _wrap_key(passphrase, _plain(found[1]), work)
    try:
        return ChaCha20Poly1305(key).decrypt(bytes(12), _plain(found[3]), None)
    except InvalidTag:
        raise BackupRefused("the passphrase is wrong, or its header is damaged") from None


def _wrap_key(passphrase: str, salt: bytes, work: int) -> bytes:
    label = b"age-encryption.org/v1/scrypt"
    memory = (128 * 8 << work) + (1 << 20)
    return hashlib.scrypt(passphrase.encode(), salt=label + salt, n=1 << work, r=8, p=1, maxmem=memory, dklen=32)


def _mac(file_key: bytes, head: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, purpose).derive(key)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _b64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _plain(text: bytes) -> bytes:
    """The bytes of unpadded base64; one way of writing them only, so that no bit of a header can be other unseen."""
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        data = b""
    if _b64(data) != text:
        raise BackupRefused("its header is damaged")
    return data
