"""One of several processes on one database: `python -m tests.postgres.process URL FOLDER NUMBER`."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.app import open_app
from bot.clock import SimulatedClock
from handlers.actions.bind_staff import bind_everybody
from models.messages import Incoming, MessageKind
from models.settings import DatabaseSettings
from tests.stories.conftest import TUESDAY, lexicon, sample

CHANNEL = "city"
ROUNDS = 12
JOBS = ("morning_list", "post_receipts", "watch_deadlines")


def words(number: int, turn: int) -> str:
    """Each its own house, so that no two are the same trouble."""
    return f"{number * ROUNDS + turn + 1}号楼前面的路灯不亮了"


def heard(number: int, turn: int, *, shared: bool) -> Incoming:
    """A message for one process, or one that every process is given."""
    group = sample().groups[0]
    name = f"all{turn}" if shared else f"p{number}-{turn}"
    return Incoming(
        channel=CHANNEL,
        external_id=name,
        chat_id=f"room-{group.id}",
        chat_name=group.name,
        is_group=True,
        sender_id=name,
        sender_name=name,
        sent_at=TUESDAY + timedelta(minutes=turn),
        kind=MessageKind.TEXT,
        text="今天天气不错" if shared else words(number, turn),
    )


async def live(url: str, folder: Path, number: int) -> None:
    own = sample().changed(database=DatabaseSettings(url=SecretStr(url)))
    own = own.changed(media=own.media.model_copy(update={"folder": folder / "media"}))
    clock = SimulatedClock(TUESDAY)
    app = await open_app(own, clock, lexicon=lexicon())
    try:
        if number == 0:
            await app.database.write(lambda connection: bind_everybody(connection, own, CHANNEL, clock.now()))
        for turn in range(ROUNDS):
            clock.move_to(TUESDAY + timedelta(minutes=turn))
            for shared in (True, False):
                await app.inbox.receive(heard(number, turn, shared=shared))
            for job in JOBS:
                await app.scheduler.run(job, clock.now())
    finally:
        await app.close()


if __name__ == "__main__":
    asyncio.run(live(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
