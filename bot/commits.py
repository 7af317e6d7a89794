"""Commits on PostgreSQL whose answer never came: asked for by their number, never guessed.

A connection that breaks during COMMIT leaves two possibilities. Taking the change for failed would do it twice, taking
it for done would lose it. So a transaction that has written anything knows its number before it commits, and the server
is asked for it as soon as it can be reached again.
"""

from __future__ import annotations

import asyncio
import logging

import asyncpg
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

log = logging.getLogger(__name__)

# asyncpg's own errors come as they are while a connection is made.
TROUBLE = (DBAPIError, OSError, asyncpg.PostgresError, asyncpg.InterfaceError)
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 5.0  # seconds between two questions
NUMBER = text("SELECT pg_current_xact_id_if_assigned()::text")
STATUS = text("SELECT pg_xact_status(CAST(:number AS text)::xid8)")
UNHEARD_OF = "22023"  # the server never saw that number: it took over from another one that had not passed it on


async def commit(engine: AsyncEngine, connection: AsyncConnection) -> None:
    """Commit; returns where it is certain that it happened, raises where it is certain that it did not."""
    number = await connection.scalar(NUMBER)
    try:
        await connection.commit()
    except TROUBLE as error:
        if number is None or not await was_committed(engine, number):
            raise
        log.warning("the answer to a commit was lost (%s); the commit had happened", type(error).__name__)


async def was_committed(engine: AsyncEngine, number: str) -> bool:
    """Ask until the server answers; a transaction that it still takes for running is asked for again."""
    pause = FIRST_PAUSE
    while True:
        try:
            async with engine.connect() as connection:
                status = await connection.scalar(STATUS, {"number": number})
        except TROUBLE as error:
            if getattr(getattr(error, "orig", None) or error, "sqlstate", None) == UNHEARD_OF:
                return False
            log.warning("a commit of unknown outcome cannot be looked up yet: %s", type(error).__name__)
        else:
            if status != "in progress":
                return bool(status == "committed")
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
