"""`linli restore`: a backup into an empty place."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Annotated

import typer

from bot.backup.check import check_backup
from bot.backup.cipher import Keys
from bot.backup.manifest import Manifest
from bot.backup.restore import Restored, restore
from bot.cli.options import DEFAULT, Config, out
from bot.clock import SystemClock
from models.errors import BackupRefused

NAME = "restore"


def command(
    file: Annotated[Path, typer.Argument(help="a file that linli backup wrote")],
    config: Config = DEFAULT,
    identity: Annotated[Path | None, typer.Option(help="file with the secret key, of a backup made for one")] = None,
    check: Annotated[bool, typer.Option("--check", help="read and compare all of it, and change nothing")] = False,
    keep_config: Annotated[
        bool, typer.Option("--keep-config", help="go by the configuration that is here, and leave the backup's out")
    ] = False,
) -> None:
    """Bring back database, photos and configuration into an empty place; nothing of the past is posted again."""
    keys = keys_from(identity)
    if check:
        holds = _holds(check_backup(file, keys))
        out.print("\n".join([f"{file}: complete and undamaged", *holds]))
        return
    restored = asyncio.run(restore(file, keys, config, os.environ, SystemClock(), keep_config=keep_config))
    out.print("\n".join(told(restored)))


def keys_from(identity: Path | None) -> Keys:
    """What opens a backup, from the environment or a file: the configuration may still be in the backup."""
    secret = os.environ.get("LINLI_BACKUP__IDENTITY", "")
    if identity is not None:
        try:
            secret = identity.read_text("ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise BackupRefused(f"{identity} cannot be read -> name the file that age-keygen wrote") from error
    return Keys(passphrase=os.environ.get("LINLI_BACKUP__PASSPHRASE", ""), identity=secret)


def told(restored: Restored) -> list[str]:
    """What came back and what to do next, for the person at the terminal."""
    targets, calmed = restored.targets, restored.calmed
    emergencies = ", ".join(f"{grid} {number}" for grid, number in calmed.emergencies) or "none"
    return [
        *_holds(restored.manifest),
        f"  photos in {targets.media}" + (f", configuration in {targets.config}" if targets.config else ""),
        f"  {calmed.dropped} messages that waited to be sent are dropped: the group may have read them",
        f"  {calmed.repeated} emergency prompts to staff go out again at the start",
        f"  open emergencies as of then: {emergencies}",
        "next: set the other secrets, linli check-config, linli gateway (scan anew), linli run",
    ]


def _holds(manifest: Manifest) -> list[str]:
    rows = manifest.counts
    return [
        f"  made {manifest.made_at:%Y-%m-%d %H:%M} UTC by Linli {manifest.product}, {manifest.database}",
        f"  {rows.get('cases', 0)} cases, {rows.get('message', 0)} messages, {manifest.photos} photo files",
        f"  schema {manifest.schema}, {sum(rows.values())} rows in {len(rows)} tables",
    ]
