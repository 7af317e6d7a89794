"""The program under test: `open_app` with the account's channel, started as often as it is killed.

A nursery has everything imported and the lexicon loaded, and forks the real program for each life; each life opens its
own database, so that nothing but the files or the server remembers the one before.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import traceback
from datetime import timedelta
from functools import partial
from importlib import import_module
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import func, select

from bot import claims
from bot.app import open_app
from bot.config import load_settings
from handlers.actions.bind_staff import bind_everybody
from handlers.reading.lexicon import Lexicon
from models.settings import DatabaseSettings, Settings
from models.tables import staff_binding
from tests.kill.account import delivery
from tests.kill.channel import NAME, AccountChannel, incoming_of
from tests.kill.life import Life
from tests.kill.points import install
from tests.kill.script import round_of


def main(config: str) -> None:
    """A line on stdin starts a life and says how (`Life`); answered by its process id, then by "dead"."""
    settings = load_settings(Path(config), env={})
    lexicon = Lexicon.load(settings.words, settings.words_folder)
    asyncio.run(warm_up(settings, lexicon, Path(config).parent))
    say("ready")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            live(settings, lexicon, Life(**json.loads(line)))
        say(child)
        os.waitpid(child, 0)
        say("dead")


def say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


async def warm_up(settings: Settings, lexicon: Lexicon, folder: Path) -> None:
    """One round in a database of its own, so that each life starts with everything imported and compiled."""
    import_module("sqlalchemy.dialects.postgresql.asyncpg")
    url = SecretStr(f"sqlite:///{folder / 'warm.db'}")
    app = await open_app(settings.changed(database=DatabaseSettings(url=url)), lexicon=lexicon)
    for said in round_of(0, 1, 1):
        await app.inbox.receive(incoming_of(delivery(said)))
    await app.close()


def live(settings: Settings, lexicon: Lexicon, life: Life) -> None:
    os.close(0)
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    claims.LEASE = timedelta(seconds=life.lease)
    if life.point:
        install(life.point, life.times)
    try:
        asyncio.run(serve(settings_of(settings, life), lexicon, life.port))
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        sys.stderr.flush()
        os._exit(1)  # nothing of the nursery's may run in the child


async def serve(settings: Settings, lexicon: Lexicon, port: int) -> None:
    app = await open_app(settings, lexicon=lexicon)
    if not await app.database.read(
        lambda connection: connection.scalar(select(func.count()).select_from(staff_binding))
    ):
        await app.database.write(partial(bind_everybody, settings=settings, channel=NAME, now=app.clock.now()))
    await app.serve([AccountChannel(port)])


def settings_of(settings: Settings, life: Life) -> Settings:
    """With the database at hand, and no limit to how much may be said or heard."""
    caps = {name: 10**9 for name in type(settings.budget).model_fields if "_per_" in name}
    more = {"gap_seconds": (0.0, 0.0), "receipt_window_seconds": 1, "sender_per_minute": 0}
    changes = {
        "database": DatabaseSettings(url=SecretStr(life.url), window_ms=5),
        "media": settings.media.model_copy(update={"folder": Path(life.folder) / "media"}),
        "budget": settings.budget.model_copy(update=caps | more),
    }
    return settings.model_copy(update=changes)


if __name__ == "__main__":
    main(*sys.argv[1:])
