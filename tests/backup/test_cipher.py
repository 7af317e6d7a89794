"""The encrypted form: other tools read it, and nothing that was changed in it passes."""

from __future__ import annotations

import io
from pathlib import Path

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.backup import cipher, passphrase
from bot.backup.cipher import Keys
from bot.backup.passphrase import CHUNK
from bot.backup.stream import Source
from models.errors import BackupRefused

WORDS = "five random words are here"
IDENTITY = pyrage.x25519.Identity.generate()
PUBLIC = Keys(recipients=(str(IDENTITY.to_public()),), identity=f"# made today\n{IDENTITY}\n")
PRIVATE = Keys(passphrase=WORDS)
SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK]


def encrypted(plain: bytes, keys: Keys) -> bytes:
    out = io.BytesIO()
    pieces = (plain[at : at + 1000] for at in range(0, len(plain), 1000))
    cipher.encrypt(Source(pieces), out, keys)
    return out.getvalue()


def opened(data: bytes, keys: Keys, folder: Path) -> bytes:
    path = folder / "file.age"
    path.write_bytes(data)
    return b"".join(cipher.decrypted(path, keys))


@pytest.mark.parametrize("size", SIZES)
def test_age_reads_what_a_passphrase_closed_and_we_read_what_age_closed(size: int, tmp_path: Path) -> None:
    plain = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert opened(encrypted(plain, PRIVATE), PRIVATE, tmp_path) == plain
    if size in (0, CHUNK):
        assert pyrage.passphrase.decrypt(encrypted(plain, PRIVATE), WORDS) == plain
    if size == CHUNK + 1:  # it chooses a work that takes a second
        assert opened(pyrage.passphrase.encrypt(plain, WORDS), PRIVATE, tmp_path) == plain


@pytest.mark.parametrize("size", SIZES)
def test_a_public_key_closes_and_its_identity_opens(size: int, tmp_path: Path) -> None:
    data = encrypted(b"z" * size, PUBLIC)
    assert pyrage.decrypt(data, [IDENTITY]) == b"z" * size
    assert opened(data, PUBLIC, tmp_path) == b"z" * size


@pytest.mark.parametrize(
    ("made", "tried", "why"),
    [
        (PRIVATE, Keys(passphrase="another five words"), "the passphrase is wrong"),
        (PRIVATE, Keys(), "none is given -> set LINLI_BACKUP__PASSPHRASE"),
        (PUBLIC, Keys(identity=str(pyrage.x25519.Identity.generate())), "not the one that it was made for"),
        (PUBLIC, Keys(passphrase=WORDS), "made for a public key"),
    ],
)
def test_a_wrong_key_is_told_with_the_cure(made: Keys, tried: Keys, why: str, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match=why):
        opened(encrypted(b"secret", made), tried, tmp_path)


def test_nothing_is_written_in_the_open() -> None:
    with pytest.raises(BackupRefused, match="never written in the open"):
        encrypted(b"secret", Keys())


@pytest.mark.parametrize("keys", [PRIVATE, PUBLIC], ids=["passphrase", "recipient"])
def test_whoever_reads_the_plain_side_hears_what_went_wrong_there(keys: Keys) -> None:
    def breaks() -> object:
        yield b"a"
        raise BackupRefused("a photo changed")

    with pytest.raises(BackupRefused, match="a photo changed"):
        cipher.encrypt(Source(breaks()), io.BytesIO(), keys)  # type: ignore[arg-type]


def test_a_header_that_asks_for_too_much_work_is_refused_at_once(tmp_path: Path) -> None:
    head = encrypted(b"x", PRIVATE).replace(f" {passphrase.WORK}\n".encode(), b" 30\n")
    with pytest.raises(BackupRefused, match="more than anybody needs"):
        opened(head, PRIVATE, tmp_path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("changed")


CHANGES = st.tuples(
    st.sampled_from(["flip", "cut", "add"]), st.one_of(st.integers(0, 250), st.integers(0, CHUNK)), st.integers(1, 255)
)


def changed(data: bytes, how: str, at: int, bits: int) -> bytes:
    """One byte other, the end missing, or something added."""
    if how == "flip":
        return data[:at] + bytes([data[at] ^ bits]) + data[at + 1 :]
    return data[:at] if how == "cut" else data + bytes(1 + at)


SEALED_FOR_KEY, SEALED = encrypted(b"q" * (CHUNK + 50), PUBLIC), encrypted(b"p" * (CHUNK + 50), PRIVATE)


@given(CHANGES)
@settings(max_examples=150)
def test_a_file_for_a_key_that_was_changed_anywhere_is_refused(folder: Path, change: tuple[str, int, int]) -> None:
    with pytest.raises(BackupRefused):
        opened(changed(SEALED_FOR_KEY, *change), PUBLIC, folder)


@given(CHANGES)
@settings(max_examples=20)  # each may cost a whole scrypt
def test_a_file_with_a_passphrase_that_was_changed_anywhere_is_refused(
    folder: Path, change: tuple[str, int, int]
) -> None:
    with pytest.raises(BackupRefused):
        opened(changed(SEALED, *change), PRIVATE, folder)
