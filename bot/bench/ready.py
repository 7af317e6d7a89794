"""`python -m bot.bench.ready CONFIG URL`: start as `linli run` does, up to where the first message could be handled."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from pydantic import SecretStr

from bot.app import open_app
from bot.cli.options import lexicon_of, settings_from
from bot.loading import for_good
from models.settings import DatabaseSettings


async def ready(config: Path, url: str) -> None:
    """Everything but the line to WeChat."""
    settings = settings_from(config).changed(database=DatabaseSettings(url=SecretStr(url)))
    with for_good():
        app = await open_app(settings, lexicon=lexicon_of(settings))
        app.house.get_ready()
    await app.close()


if __name__ == "__main__":
    asyncio.run(ready(Path(sys.argv[1]), sys.argv[2]))
