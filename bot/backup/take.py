"""Make a backup while the program runs: the database first, then the photos that it names, all in one encrypted file.

Photos are never changed, and none is deleted while a backup runs, so those that the copy of the database names are
there. One that is not (a disk lost it) is counted as missing, and the backup is made all the same.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from sqlalchemy.engine import make_url

from bot.backup.archive import CONFIG, END, INDEX, MANIFEST, header, padding
from bot.backup.check import check_backup
from bot.backup.cipher import Keys, encrypt
from bot.backup.contents import Contents, list_contents
from bot.backup.manifest import Manifest, written
from bot.backup.members import packed
from bot.backup.postgres import dump_database
from bot.backup.snapshot import Snapshot
from bot.backup.spool import spooled
from bot.backup.sqlite import copy_database
from bot.backup.stream import Hashing, Source, digest_of, pieces_of
from models.errors import BackupRefused
from models.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was made, and how well it was looked at afterwards."""

    path: Path
    bytes: int
    manifest: Manifest
    read_back: bool  # opened again and compared; otherwise only its encrypted bytes were


async def take(settings: Settings, config: Path | None, out: Path, now: datetime) -> Taken:
    """One backup of everything. Raises BackupRefused, and leaves no file then."""
    keys, stop = Keys.of(settings.backup), threading.Event()
    _need_new(out)
    with spooled(settings.media.folder) as folder:
        snapshot = await _snapshot(settings.database.url.get_secret_value(), folder, stop)
        return await _in_thread(stop, lambda: _write(settings, config, snapshot, out, keys, now, stop))


async def _snapshot(url: str, folder: Path, stop: threading.Event) -> Snapshot:
    if make_url(url).get_backend_name() != "sqlite":
        return await dump_database(url, folder)
    return await _in_thread(stop, lambda: copy_database(url, folder))


def _write(
    settings: Settings,
    config: Path | None,
    snapshot: Snapshot,
    out: Path,
    keys: Keys,
    now: datetime,
    stop: threading.Event,
) -> Taken:
    folder = snapshot.path.parent
    if config is not None:
        (folder / CONFIG).write_bytes(config.read_bytes())
    contents = list_contents(settings, snapshot, folder / INDEX)
    manifest = _manifest(snapshot, contents, folder, now)
    part = out.with_name(f"{out.name}.part")
    try:
        encrypted = _encrypt(part, _until(stop, _archive(manifest, folder, contents)), keys)
        _compare(part, encrypted, manifest, keys)
        _need_new(out)
        part.rename(out)
    finally:
        part.unlink(missing_ok=True)
    return Taken(out, out.stat().st_size, manifest, keys.can_read_back)


def _need_new(out: Path) -> None:
    if out.exists():
        raise BackupRefused(f"{out} is there already -> a backup overwrites nothing: name another file")


def _manifest(snapshot: Snapshot, contents: Contents, folder: Path, now: datetime) -> Manifest:
    index, config = folder / INDEX, folder / CONFIG
    return Manifest(
        product=version("linli"),
        schema=snapshot.schema,
        database=snapshot.database,
        made_at=now,
        counts=snapshot.counts,
        photos=contents.photos,
        photos_missing=contents.missing,
        members=contents.members,
        member_bytes=contents.bytes,
        config_sha256=digest_of(config) if config.exists() else "",
        index_bytes=index.stat().st_size,
        index_sha256=digest_of(index),
    )


def _archive(manifest: Manifest, folder: Path, contents: Contents) -> Iterator[bytes]:
    """The manifest, the configuration, the list of members, then the members."""
    said = written(manifest)
    yield header(MANIFEST, len(said)) + said + padding(len(said))
    for name in (CONFIG, INDEX):
        path = folder / name
        if path.exists():
            size = path.stat().st_size
            yield header(name, size)
            yield from pieces_of(path)
            yield padding(size)
    yield from packed(folder / INDEX, contents.where)
    yield END


def _encrypt(part: Path, plain: Iterator[bytes], keys: Keys) -> str:
    """The digest of what was written."""
    part.unlink(missing_ok=True)  # of a backup that was killed: this one holds the lock
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise BackupRefused(f"{part} cannot be written ({error.strerror}) -> choose a folder that is there") from error
    with os.fdopen(handle, "wb") as file:
        out = Hashing(file)
        encrypt(Source(plain), out, keys)
        file.flush()
        os.fsync(file.fileno())
    return out.digest()


def _compare(part: Path, encrypted: str, manifest: Manifest, keys: Keys) -> None:
    """Read it back: opened and compared file by file, or its encrypted bytes where the secret key is not here."""
    same = check_backup(part, keys) == manifest if keys.can_read_back else digest_of(part) == encrypted
    if not same:
        raise BackupRefused("what was written cannot be read back -> check the disk and try again")


def _until(stop: threading.Event, pieces: Iterator[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        if stop.is_set():
            raise BackupRefused("stopped before the backup was complete")
        yield piece


async def _in_thread(stop: threading.Event, work: Callable[[], T]) -> T:
    """Work that blocks; whoever cancels it waits until it has noticed and cleaned up."""
    running = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        stop.set()
        with contextlib.suppress(BackupRefused):
            await running
        raise
