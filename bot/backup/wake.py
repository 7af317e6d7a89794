"""Bring a restored database up to date before anybody is connected to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from bot.app import open_app
from bot.clock import Clock
from handlers.actions.calm_restored import Calmed, calm_restored
from handlers.reading.lexicon import Lexicon
from handlers.scene import Scene
from models.settings import Settings


async def wake(settings: Settings, made_at: datetime, clock: Clock, lexicon: Lexicon | None = None) -> Calmed:
    """Migrate it, handle what was stored and not handled yet, then see to it that nothing of the past is said.

    In this order: cases that the last messages open are in the ledger, and their receipts are not posted either.
    """
    app = await open_app(settings, clock, lexicon=lexicon)
    try:
        await app.inbox.resume()
        now = clock.now()
        latest = {name: slots.latest(now) for name, slots in app.scheduler.timetable.slots.items()}
        past = {name: fire_time for name, fire_time in latest.items() if fire_time is not None}

        def calm(connection: Connection) -> Calmed:
            return calm_restored(Scene(connection, now, app.house), made_at, past)

        return await app.database.write(calm)
    finally:
        await app.close()
