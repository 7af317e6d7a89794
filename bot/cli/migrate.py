"""`linli migrate`: bring the database to the newest schema."""

from __future__ import annotations

import asyncio

from bot.cli.options import DEFAULT, Config, out, settings_from
from bot.database import Database
from models.schema import current, upgrade
from models.settings import Settings

NAME = "migrate"


def command(config: Config = DEFAULT) -> None:
    """Bring the database to the newest schema; `linli run` does it as well."""
    before, after = asyncio.run(migrate(settings_from(config)))
    out.print(f"schema {before or 'none'} -> {after}")


async def migrate(settings: Settings) -> tuple[str | None, str | None]:
    """The revision before and after."""
    database = Database(settings.database.url.get_secret_value())
    await database.open()
    try:
        before = await database.read(current)
        await database.write(upgrade)
        return before, await database.read(current)
    finally:
        await database.close()
