"""The whole pipeline by its real way in: stored, read, decided, carried out, replies queued, committed with fsync."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from pydantic import SecretStr
from sqlalchemy import Connection, func, insert, select

from bot.app import App, open_app
from bot.bench.traffic import CHANNEL, Traffic
from bot.clock import SimulatedClock
from handlers.messages.store import Arrival, store_arrivals
from handlers.reading.lexicon import Lexicon
from models.messages import Incoming
from models.settings import DatabaseSettings, Settings
from models.tables import case, group_binding, message, outbox, staff_binding

START = datetime(2026, 3, 9, 1, 0, tzinfo=UTC)  # a Monday, nine in the morning in China
BATCH = 500
AT_ONCE = 500  # rows of one statement
T = TypeVar("T")


class Pipeline:
    """One installation under test, on a clock that follows the messages."""

    def __init__(self, app: App, clock: SimulatedClock) -> None:
        self.app = app
        self.clock = clock

    async def take_in(self, messages: Sequence[Incoming], batch: int = BATCH) -> None:
        """Hand over the messages, so many at a time; returns when all are committed."""
        for at in range(0, len(messages), batch):
            await self.receive(messages[at : at + batch])

    async def receive(self, part: Sequence[Incoming]) -> None:
        """Hand over a few messages at once; returns when they are committed."""
        self.clock.move_to(part[-1].sent_at)
        await self.app.inbox.receive_many(part)

    async def preload(self, messages: Sequence[Incoming]) -> None:
        """Store messages as handled without reading them: what a group said before."""
        settings = self.app.settings

        def store(connection: Connection) -> None:
            for at in range(0, len(messages), BATCH):
                part = messages[at : at + BATCH]
                store_arrivals(connection, [Arrival(one) for one in part], settings, part[-1].sent_at)
            connection.execute(message.update().values(handled_at=message.c.sent_at, outcome="ignored: chat"))

        self.clock.move_to(messages[-1].sent_at)
        await self.app.database.write(store)

    async def counts(self) -> dict[str, int]:
        """How many messages, cases and queued replies there are."""
        tables = {"messages": message, "cases": case, "outbox": outbox}

        def count(connection: Connection) -> dict[str, int]:
            return {
                name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables.items()
            }

        return await self.app.database.read(count)


@contextlib.asynccontextmanager
async def open_pipeline(
    settings: Settings, url: str, folder: Path, lexicon: Lexicon, window_ms: int = 0
) -> AsyncIterator[Pipeline]:
    """The program on a database of the bench's own, all groups and staff known to it."""
    own = settings.changed(
        database=DatabaseSettings(url=SecretStr(url), window_ms=window_ms),
        media=settings.media.model_copy(update={"folder": folder / "media"}),
    )
    clock = SimulatedClock(START - timedelta(days=2))
    app = await open_app(own, clock, lexicon=lexicon)
    app.house.get_ready()
    try:
        await app.database.write(lambda connection: _introduce(connection, own, clock.now()))
        yield Pipeline(app, clock)
    finally:
        await app.close()


def _introduce(connection: Connection, settings: Settings, now: datetime) -> None:
    if connection.execute(select(group_binding).limit(1)).first() is not None:
        return
    # In parts: rows of a whole city at once would count as memory of its groups.
    for groups in _parts(settings.groups):
        rows = [{"channel": CHANNEL, "chat": one.rooms[0], "group_id": one.id, "bound_at": now} for one in groups]
        connection.execute(insert(group_binding), rows)
    for people in _parts(settings.staff):
        staff = [{"channel": CHANNEL, "sender": one.id, "staff_id": one.id, "bound_at": now} for one in people]
        connection.execute(insert(staff_binding), staff)


def _parts(all_of_them: Sequence[T]) -> Iterator[Sequence[T]]:
    return (all_of_them[start : start + AT_ONCE] for start in range(0, len(all_of_them), AT_ONCE))


def history(traffic: Traffic, groups: int, each: int) -> list[Incoming]:
    """What was said before the first round, a message of every group in turn."""
    return [traffic.chat(group) for _ in range(each) for group in range(groups)]
