"""Inside a backup: plain files of known names, as many and as large as the list says, and nothing else."""

from __future__ import annotations

import io
import tarfile
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from bot.backup import cipher
from bot.backup.archive import END, header, padding
from bot.backup.check import check_backup
from bot.backup.cipher import Keys
from bot.backup.manifest import Manifest, written
from bot.backup.members import Member
from bot.backup.stream import Source
from models.errors import BackupRefused
from models.schema import revisions

KEYS = Keys(passphrase="five random words are here")
HASH = "ab" * 32
PHOTO = f"media/ab/ab/{HASH}.jpg"


def member(name: str, data: bytes) -> bytes:
    return header(name, len(data)) + data + padding(len(data))


def line(name: str, data: bytes) -> str:
    return Member(sha256(data).hexdigest(), len(data), name).line()


def archive(lines: str, members: bytes, **changes: object) -> bytes:
    """A backup around these members; `changes` are what its manifest says otherwise."""
    index = lines.encode()
    manifest = Manifest(
        product="0.1.0",
        schema=revisions()[-1],
        database="sqlite",
        made_at=datetime(2026, 2, 3, tzinfo=UTC),
        counts={},
        photos=1,
        photos_missing=0,
        members=1,
        member_bytes=1000,
        config_sha256="",
        index_bytes=len(index),
        index_sha256=sha256(index).hexdigest(),
    )
    said = written(msgspec.structs.replace(manifest, **changes))
    return member("manifest.json", said) + member("members.txt", index) + members


def read(plain: bytes, folder: Path) -> Manifest:
    path = folder / "made.age"
    with path.open("wb") as file:
        cipher.encrypt(Source(iter([plain])), file, KEYS)
    return check_backup(path, KEYS)


def tar_header(name: str, kind: bytes = tarfile.REGTYPE, **more: object) -> bytes:
    """What any tar can say, and we never do."""
    info = tarfile.TarInfo(name)
    info.type = kind
    for key, value in more.items():
        setattr(info, key, value)
    return info.tobuf(tarfile.GNU_FORMAT)


def test_what_is_as_its_list_says_is_read_and_any_tar_reads_it_too(tmp_path: Path) -> None:
    plain = archive(line(PHOTO, b"jpeg"), member(PHOTO, b"jpeg") + END)
    assert read(plain, tmp_path).photos == 1
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        assert tar.getnames() == ["manifest.json", "members.txt", PHOTO]


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "/etc/evil",
        "media/../../evil.jpg",
        f"media/ab/cd/{HASH}.jpg",
        f"media/ab/ab/{HASH}.sh",
        "words/../evil.yaml",
        "words//evil.yaml",
        "words/.hidden/a.yaml",
        "words/a\\b.yaml",
        "data/linli.db",
    ],
)
def test_a_member_that_points_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    evil = tar_header(name, size=4) + b"evil" + padding(4)
    with pytest.raises(BackupRefused, match="no backup of ours has"):
        read(archive(line(name, b"evil"), evil + END), tmp_path)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.XHDTYPE])
def test_a_member_that_is_no_plain_file_is_refused(kind: bytes, tmp_path: Path) -> None:
    evil = tar_header(PHOTO, kind, linkname="elsewhere")
    with pytest.raises(BackupRefused, match="no backup of ours has"):
        read(archive(line(PHOTO, b""), evil + END), tmp_path)


GOOD = member(PHOTO, b"jpeg")


@pytest.mark.parametrize(
    ("plain", "why"),
    [
        (archive(line(PHOTO, b"jpeg"), member(PHOTO, b"gpej") + END), "not what it was"),
        (archive(line(PHOTO, b"jpeg!"), GOOD + END), "not where its list says"),
        (archive("", GOOD + END), "more than its list says"),
        (archive(line(PHOTO, b"jpeg") * 2, GOOD + END), "not where its list says"),
        (archive(line(PHOTO, b"jpeg"), GOOD), "something else than files"),
        (archive(line(PHOTO, b"jpeg"), GOOD + END + b"more"), "behind its end"),
        (archive(line(PHOTO, b"jpeg"), header(PHOTO, 4) + b"jp"), "ends within a file"),
        (archive(line(PHOTO, b"jpeg"), header(PHOTO, 4) + b"jpeg" + b"\x01" * 508 + END), "between its files"),
        (archive("no list at all\n", GOOD + END), "list of members cannot be read"),
        (archive(line(PHOTO, b"jpeg"), GOOD + END, index_sha256="0" * 64), "members.txt is not what it was"),
        (archive(line(PHOTO, b"jpeg"), GOOD + END, schema="9999"), "install Linli 0.1.0 or newer"),
        (archive(line(PHOTO, b"jpeg"), GOOD + END, version=2), "format 2 is newer"),
        (archive(line(PHOTO, b"jpeg"), GOOD + END, format="other"), "manifest says otherwise"),
        (member("manifest.json", b"{}") + END, "manifest"),
        (member("manifest.json", b"\xff\x00") + END, "cannot be read"),
        (GOOD + END, "does not begin with its manifest"),
        (b"", "something else than files"),
        (b"PK\x03\x04" + bytes(600), "something else than files"),
    ],
)
def test_a_foreign_or_changed_content_is_refused(plain: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match=why):
        read(plain, tmp_path)


def test_a_bomb_is_refused_before_its_bytes_are_read(tmp_path: Path) -> None:
    huge = Member("0" * 64, 1 << 40, PHOTO).line()
    with pytest.raises(BackupRefused, match="not where its list says"):
        read(archive(huge, tar_header(PHOTO, size=1 << 40) + END), tmp_path)
    with pytest.raises(BackupRefused, match="does not begin"):
        read(tar_header("manifest.json", size=1 << 40) + END, tmp_path)


def test_a_file_that_is_no_age_file_is_foreign(tmp_path: Path) -> None:
    for data in (b"", b"SQLite format 3\x00", b"age-encryption.org/v2\n-> scrypt"):
        (tmp_path / "foreign").write_bytes(data)
        with pytest.raises(BackupRefused, match="this is no backup"):
            check_backup(tmp_path / "foreign", KEYS)
