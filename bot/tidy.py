"""The months of messages, made and dropped each night after the job that forgets: such a change locks their table."""

from __future__ import annotations

import logging
from collections.abc import Callable

from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from bot.database import Database
from handlers.house import House
from handlers.jobs.forget_old_chat import forget_months_past
from handlers.scene import Scene
from models.queries.months import make_months

log = logging.getLogger(__name__)


async def tidy_months(database: Database, house: Callable[[], House], clock: Clock) -> None:
    """Make the months to come and drop those that are past; what is locked just then waits for the next night."""
    now = clock.now()
    try:
        made = await database.write(lambda connection: make_months(connection, now))
        gone = await database.write(lambda connection: forget_months_past(Scene(connection, now, house())))
    except DBAPIError as error:
        log.warning("the months of messages were not tidied up, the next night tries again: %s", error.orig)
        return
    log.info("months of messages made=%s dropped=%s", made, gone)
