"""An installation for the tests of backups: the sample neighbourhood, its files in one folder."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from itertools import chain
from pathlib import Path

import pyrage
from msgspec import structs
from pydantic import SecretStr

from bot.backup import cipher
from bot.backup.archive import MANIFEST, content, header, next_member, padding
from bot.backup.cipher import Keys
from bot.backup.manifest import read_manifest, written
from bot.backup.restore import Restored, restore
from bot.backup.stream import PIECE, Source
from bot.backup.take import Taken, take
from bot.clock import SimulatedClock
from bot.stage import Stage, open_stage
from models.queries.whole import row_counts
from models.settings import BackupSettings, DatabaseSettings, Settings
from tests.stories.conftest import ROOT, lexicon, sample

# A key, because a passphrase costs a sixth of a second each time.
IDENTITY = pyrage.x25519.Identity.generate()
PUBLIC = str(IDENTITY.to_public())
KEYS = Keys(recipients=(PUBLIC,), identity=str(IDENTITY))


class Place:
    """One machine: where its database, photos and configuration lie."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder = folder
        self.url = url or f"sqlite:///{folder / 'linli.db'}"
        self.config = folder / "config.yaml"
        self.media = folder / "media"
        folder.mkdir(exist_ok=True)

    @property
    def env(self) -> dict[str, str]:
        return {"LINLI_DATABASE__URL": self.url, "LINLI_MEDIA__FOLDER": str(self.media)}

    @property
    def settings(self) -> Settings:
        return sample().changed(backup=BackupSettings(recipients=(PUBLIC,), identity=SecretStr(str(IDENTITY))))

    @property
    def at_home(self) -> Settings:
        """The settings of this place, as a program started here has them."""
        own = self.settings
        return own.changed(
            database=DatabaseSettings(url=SecretStr(self.url)),
            media=own.media.model_copy(update={"folder": self.media}),
        )

    def configured(self) -> Place:
        """The sample configuration lies here."""
        self.config.write_bytes((ROOT / "config.yaml").read_bytes())
        return self

    def open(self, start: datetime) -> AbstractAsyncContextManager[Stage]:
        return open_stage(self.settings, start, self.folder, url=self.url, lexicon=lexicon())

    async def back_up(self, stage: Stage, name: str = "backup.age") -> Taken:
        return await take(stage.app.settings, self.config, self.folder / name, stage.clock.now())

    async def restore(self, file: Path, now: datetime, *, keep_config: bool = False) -> Restored:
        clock = SimulatedClock(now)
        return await restore(file, KEYS, self.config, self.env, clock, keep_config=keep_config, lexicon=lexicon())

    def files(self) -> dict[str, bytes]:
        """Everything that lies here, without what only locks."""
        found = (path for path in self.folder.rglob("*") if path.is_file() and not path.name.endswith(".lock"))
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in found}

    def photos(self) -> dict[str, bytes]:
        return {name: data for name, data in self.files().items() if name.startswith("media/")}


async def counts(stage: Stage) -> dict[str, int]:
    return await stage.app.database.read(row_counts)


def forged(path: Path, **changes: object) -> Path:
    """The same backup with another manifest, closed again: anybody can do that who knows the public key."""
    source = Source(cipher.decrypted(path, KEYS))
    found = next_member(source)
    assert found is not None
    manifest = read_manifest(b"".join(content(source, found[1])))
    said = written(structs.replace(manifest, **changes))
    rest = iter(lambda: source.read(PIECE), b"")
    made = path.with_name("forged.age")
    with made.open("wb") as file:
        start = header(MANIFEST, len(said)) + said + padding(len(said))
        cipher.encrypt(Source(chain([start], rest)), file, KEYS)
    return made
