"""Restore a backup into an empty place: put together beside it, checked, made fit to go on, and only then moved there.

Until the last step nothing is where it counts, so that a file that is refused has changed nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import URL

from bot.backup.archive import MEDIA, WORDS
from bot.backup.check import OpenBackup, opened
from bot.backup.cipher import Keys
from bot.backup.manifest import Manifest
from bot.backup.places import Files, Places, places, room_for
from bot.backup.postgres import empty_again, need_empty_database, restore_database
from bot.backup.sqlite import check, verify
from bot.backup.targets import Targets, need_empty, targets_of
from bot.backup.wake import wake
from bot.clock import Clock
from handlers.actions.calm_restored import Calmed
from handlers.reading.lexicon import Lexicon
from models.settings import DatabaseSettings, Settings


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, to where, and what was done about the past."""

    manifest: Manifest
    targets: Targets
    calmed: Calmed


@dataclass(frozen=True, slots=True)
class _Beside:
    """Where the parts of a backup wait until all of it is there."""

    scratch: Path
    database: Path
    media: Path
    words: Path | None

    def where(self, name: str) -> Path | None:
        """A member's file; None for words that are not wanted."""
        if name.startswith(MEDIA):
            return self.media / name.removeprefix(MEDIA)
        if name.startswith(WORDS):
            return self.words / name.removeprefix(WORDS) if self.words else None
        return self.database


async def restore(
    path: Path,
    keys: Keys,
    config: Path,
    env: Mapping[str, str],
    clock: Clock,
    *,
    keep_config: bool = False,
    lexicon: Lexicon | None = None,
) -> Restored:
    """Everything that is in a backup, where the configuration says. Raises BackupRefused or ConfigError."""
    with places() as spots, opened(path, keys) as backup:
        targets = targets_of(backup, config, env, keep_config=keep_config)
        need_empty(targets)
        if targets.database is None:
            await need_empty_database(targets.url)
        beside = _unpack(backup, targets, spots)
        into = _into_sqlite if targets.database else _into_postgres
        calmed = await into(backup.manifest, targets, beside, spots, clock, lexicon)
        return Restored(backup.manifest, targets, calmed)


def _unpack(backup: OpenBackup, targets: Targets, spots: Places) -> _Beside:
    """All files, beside their places. The database comes last of those that are moved: once it is there, all is."""
    if targets.config is not None:
        spots.beside(targets.config).write_bytes(backup.config or b"")
    words = spots.beside(targets.words) if targets.words else None
    if words is not None:
        words.mkdir(mode=0o700)
    media = spots.beside(targets.media)
    media.mkdir(mode=0o700)
    scratch = spots.folder(targets.media)
    room_for(scratch, backup.manifest.member_bytes + backup.manifest.index_bytes)
    database = spots.beside(targets.database) if targets.database else scratch / "database.pgdump"
    beside = _Beside(scratch, database, media, words)
    files = Files(beside.where)
    try:
        backup.unpack(scratch, files.keep)
    finally:
        files.close()
    return beside


async def _into_sqlite(
    manifest: Manifest, targets: Targets, beside: _Beside, spots: Places, clock: Clock, lexicon: Lexicon | None
) -> Calmed:
    check(beside.database)
    verify(beside.database, manifest)
    url = URL.create("sqlite", database=str(beside.database)).render_as_string()
    calmed = await wake(_with(targets.settings, url, beside), manifest.made_at, clock, lexicon)
    spots.move()
    return calmed


async def _into_postgres(
    manifest: Manifest, targets: Targets, beside: _Beside, spots: Places, clock: Clock, lexicon: Lexicon | None
) -> Calmed:
    """The database is filled in place: whatever goes wrong afterwards empties it again."""
    try:
        await restore_database(targets.url, beside.database, manifest)
        calmed = await wake(_with(targets.settings, targets.url, beside), manifest.made_at, clock, lexicon)
        spots.move()
    except BaseException:
        await empty_again(targets.url)
        raise
    return calmed


def _with(settings: Settings, url: str, beside: _Beside) -> Settings:
    """The settings for as long as everything lies beside its place."""
    changes: dict[str, object] = {"database": DatabaseSettings(url=SecretStr(url))}
    if beside.words is not None:
        changes["words_folder"] = beside.words
    return settings.changed(**changes)
