"""Replay transcripts with a simulated clock: conversation, actions and jobs as they would have run."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import SecretStr
from sqlalchemy import Connection

from bot.app import App, open_app
from bot.channels.memory import MemoryChannel
from bot.clock import SimulatedClock
from bot.replay.predict import predict
from bot.replay.transcript import CHANNEL, Transcript
from bot.simulation import Simulation
from handlers.actions.bind_staff import bind_identity
from handlers.reading.lexicon import Lexicon
from models.settings import DatabaseSettings, MediaSettings, Settings
from models.tables import metadata

AFTERWARDS = timedelta(minutes=10)  # receipts and reminders that the last words led to


async def replay(transcript: Transcript, base: Settings, lexicon: Lexicon | None = None) -> dict[str, Any]:
    """The prediction for one transcript."""
    if not transcript.messages:
        return {
            "id": transcript.id,
            "cases": [],
            "questions": [],
            "notices": [],
            "status_queries": [],
            "group_posts": [],
        }
    async with played(transcript, base, lexicon) as app:
        return await app.database.read(lambda connection: predict(connection, transcript.id))


@asynccontextmanager
async def played(transcript: Transcript, base: Settings, lexicon: Lexicon | None = None) -> AsyncIterator[App]:
    """The program after the last words of a transcript that has any, and all that they led to."""
    incoming = transcript.incoming(base)
    with TemporaryDirectory() as folder:
        settings = _settings(transcript, base, Path(folder))
        clock = SimulatedClock(incoming[0].sent_at - timedelta(minutes=1))
        app = await open_app(settings, clock, prepare=metadata.create_all, lexicon=lexicon)
        try:
            await app.database.write(lambda connection: _bind(connection, transcript, clock))
            channel = MemoryChannel(CHANNEL, clock.now)
            simulation = Simulation(clock, app.database, app.scheduler, app.outbox(channel).pump)
            for message in incoming:
                await simulation.advance_to(message.sent_at)
                await app.inbox.receive(message)
            await simulation.advance_to(clock.now() + AFTERWARDS)
            yield app
        finally:
            await app.close()


def _settings(transcript: Transcript, base: Settings, folder: Path) -> Settings:
    """No pauses between sends, because the clock is simulated; everything in memory."""
    return transcript.settings(base).changed(
        database=DatabaseSettings(url=SecretStr("sqlite://"), window_ms=0),
        media=MediaSettings(folder=folder),
        budget=base.budget.model_copy(update={"gap_seconds": (0.0, 0.0)}),
    )


def _bind(connection: Connection, transcript: Transcript, clock: SimulatedClock) -> None:
    for index, nickname in enumerate(transcript.cadres):
        bind_identity(connection, f"cadre-{index}", CHANNEL, nickname, clock.now())
