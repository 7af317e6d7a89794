"""`python -m bot.bench.idle CONFIG GROUPS FOLDER [trace]`: the memory of so many silent groups."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import sys
import tracemalloc
from pathlib import Path

from bot.bench.city import city, room
from bot.bench.pipeline import START, open_pipeline
from bot.bench.traffic import CHANNEL
from bot.config import load_settings
from handlers.reading.lexicon import Lexicon
from models.messages import Incoming, MessageKind
from models.settings import Settings

PAGE = 4096
HEARD = 500  # groups that say one thing each
HELLO = "hello"


def resident() -> int:
    """Bytes of memory of this process."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


async def idle(base: Settings, groups: int, folder: Path, *, trace: bool) -> dict[str, float]:
    """Resident and traced bytes: once everything is loaded, and more for each group that has said one thing."""
    lexicon = Lexicon.load(base.words, base.words_folder)
    if trace:
        tracemalloc.start()
    before = resident()
    settings = city(base, groups)
    configured = resident()
    async with open_pipeline(settings, f"sqlite:///{folder / 'idle.db'}", folder, lexicon) as pipeline:
        opened = resident()
        traced = tracemalloc.get_traced_memory()[0]
        heard = max(1, min(HEARD, groups // 10))
        await pipeline.take_in([_hello(groups - 1)])  # loads what the first message of all needs
        spoke_first = resident()
        await pipeline.take_in([_hello(at * groups // heard) for at in range(heard)])
        spoken = resident()
    return {
        "resident": opened,
        "settings": configured - before,
        "traced": traced,
        "heard": (spoken - spoke_first) / heard,
    }


def _hello(group: int) -> Incoming:
    name = f"group-{group}"
    return Incoming(
        channel=CHANNEL,
        external_id=f"{group}",
        chat_id=room(name),
        chat_name=name,
        is_group=True,
        sender_id=f"{name}-1",
        sender_name="",
        sent_at=START,
        kind=MessageKind.TEXT,
        text=HELLO,
    )


if __name__ == "__main__":
    logging.getLogger().setLevel(logging.ERROR)
    found = asyncio.run(
        idle(load_settings(Path(sys.argv[1])), int(sys.argv[2]), Path(sys.argv[3]), trace="trace" in sys.argv)
    )
    sys.stdout.write(json.dumps(found))
