"""Where a backup is restored to, and whether these places are empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy.engine import make_url

from bot.backup.check import OpenBackup
from bot.backup.sqlite import database_file
from bot.config.environment import overlay
from bot.config.load import load_settings, settings_of
from bot.config.source import read_source
from models.errors import BackupRefused
from models.settings import Settings


@dataclass(frozen=True, slots=True)
class Targets:
    """The settings in force after the restore, and what is to be written for them."""

    settings: Settings
    config: Path | None  # where the backup's configuration goes; None: the one that is there stays
    words: Path | None
    media: Path
    url: str

    @property
    def database(self) -> Path | None:
        """The file of a SQLite database; None for PostgreSQL."""
        return database_file(self.url) if _kind(self.url) == "sqlite" else None


def targets_of(backup: OpenBackup, config: Path, env: Mapping[str, str], *, keep_config: bool) -> Targets:
    """By the backup's own configuration, or with `keep_config` by the one that is there. Raises BackupRefused."""
    stays = keep_config or backup.config is None
    settings = load_settings(config, env) if stays else _settings_in(backup.config or b"", config, env)
    url = settings.database.url.get_secret_value()
    kind = _kind(url)
    if kind != backup.manifest.database:
        raise BackupRefused(
            f"the backup holds a {backup.manifest.database} database, and database.url names {kind}"
            f" -> set LINLI_DATABASE__URL to a {backup.manifest.database} address"
        )
    same = config.exists() and config.read_bytes() == backup.config
    words = None if stays else settings.words_folder
    return Targets(settings, None if stays or same else config, words, settings.media.folder, url)


def need_empty(targets: Targets) -> None:
    """Raises BackupRefused where anything lies that a restore would hide or mix with."""
    if targets.config is not None and targets.config.exists():
        raise BackupRefused(
            f"{targets.config} is there already and differs from the backup's"
            " -> move it away, or go by it with --keep-config"
        )
    for folder in (targets.media, targets.words):
        if folder is not None and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise BackupRefused(f"{folder} is not empty -> restore goes into an empty place only: move it away first")
    database = targets.database
    for path in (database, *(Path(f"{database}{tail}") for tail in ("-wal", "-shm"))) if database else ():
        if path.exists():
            raise BackupRefused(f"{path} is there already -> restore goes into an empty place only: move it away first")


def _kind(url: str) -> str:
    return "sqlite" if make_url(url).get_backend_name() == "sqlite" else "postgresql"


def _settings_in(data: bytes, config: Path, env: Mapping[str, str]) -> Settings:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BackupRefused("the configuration in the backup is no text -> give your own with --keep-config") from error
    source = read_source(text)
    overlay(source, env)
    try:
        # Without the checks between sections: the folder of words that they look for is still in the backup.
        return Settings.model_validate(source.data)
    except ValidationError:
        return settings_of(text, f"{config} in the backup", env)  # tells every problem with its cure
