"""`linli seal-key`: the key under which residents' phone and identity numbers are kept."""

from __future__ import annotations

import asyncio
from dataclasses import astuple
from typing import Annotated

import typer

from bot.cli.options import DEFAULT, Config, out, settings_from
from bot.config.report import WITHOUT_KEY
from bot.database import Database
from handlers.sealing.keys import Keys, new_key
from handlers.sealing.stored import Step, count_sealed, renew
from models.errors import LinliError
from models.queries.words import NUMBERED
from models.schema import upgrade
from models.settings import Settings

NAME = "seal-key"


def command(
    new: Annotated[bool, typer.Option("--new", help="print a fresh key and do nothing else")] = False,
    rotate: Annotated[
        bool, typer.Option("--rotate", help="mask what older versions kept in clear, and seal all under the first key")
    ] = False,
    config: Config = DEFAULT,
) -> None:
    """Say how many rows are sealed; make a key, or seal everything anew under the newest one."""
    if new:
        out.print(new_key())
        return
    settings = settings_from(config)
    keys = Keys(settings.privacy.key.get_secret_value())
    if not keys:
        out.print(f"note: {WITHOUT_KEY}", markup=False)
    out.print(asyncio.run(rotated(settings, keys) if rotate else counted(settings)))


async def counted(settings: Settings) -> str:
    database = await opened(settings)
    try:
        return f"{await database.read(count_sealed)} rows hold sealed numbers"
    finally:
        await database.close()


async def rotated(settings: Settings, keys: Keys) -> str:
    """Walks in steps, so that a running bot waits for none of them long."""
    database = await opened(settings)
    done = Step()
    try:
        for table in NUMBERED:
            after = -1
            while after:
                step = await database.write(lambda connection, at=after, of=table: renew(connection, keys, of, at))  # type: ignore[misc]
                done = Step(*(one + other for one, other in zip(astuple(done), astuple(step), strict=True)))
                after = step.last
    finally:
        await database.close()
    if done.unreadable:
        raise LinliError(f"{done.unreadable} rows: no key of LINLI_PRIVACY__KEY opens them -> add theirs at its end")
    return f"{done.masked} rows masked, {done.renewed} sealed anew; the older keys may go"


async def opened(settings: Settings) -> Database:
    database = Database(settings.database.url.get_secret_value())
    await database.open()
    await database.write(upgrade)
    return database
