"""`linli backup`: one encrypted file with everything, while the bot runs."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.backup.take import Taken, take
from bot.cli.options import DEFAULT, Config, out, settings_from
from bot.clock import SystemClock

NAME = "backup"


def command(
    file: Annotated[Path, typer.Argument(help="the file to write; it must not be there yet")], config: Config = DEFAULT
) -> None:
    """Write database, photos and configuration into one encrypted file; the bot may run meanwhile."""
    taken = asyncio.run(take(settings_from(config), config, file, SystemClock().now()))
    for line in told(taken):
        out.print(line)


def told(taken: Taken) -> list[str]:
    """What was made, for the person at the terminal."""
    manifest = taken.manifest
    rows, checked = manifest.counts, "read back and compared" if taken.read_back else "its bytes compared"
    lines = [
        f"{taken.path}: {taken.bytes / 1e6:.1f} MB, {checked}",
        f"  {rows.get('cases', 0)} cases, {rows.get('message', 0)} messages, {manifest.photos} photo files",
    ]
    if manifest.photos_missing:
        lines.append(f"  {manifest.photos_missing} photos that the database names are not in the media folder")
    if not taken.read_back:
        lines.append("  the secret key is not on this machine: try the file where it is, with linli restore --check")
    return lines
