"""Which partition a message belongs to: that of its group's grid, because cases are shared by the groups of a grid.

A private message of a member of staff goes where the cases of the person's first grid are handled. Whatever belongs
to no grid, strangers and rooms that are none of ours, goes by its chat.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from sqlalchemy.exc import SQLAlchemyError

from bot.city.names import partition_of
from bot.database import Database
from models.messages import Incoming
from models.queries.bindings import rooms_of, senders_of
from models.settings import Settings

log = logging.getLogger(__name__)


class Whereabouts:
    """Knows rooms and staff of one account, as the database has them bound."""

    def __init__(self, settings: Settings, account: str, database: Database) -> None:
        self._settings = settings
        self._account = account
        self._database = database
        self._rooms: Mapping[str, str] = {}
        self._staff: Mapping[str, str] = {}
        self._by_room = {room: group.id for group in settings.groups for room in group.rooms}
        self._by_name = {group.name: group.id for group in settings.groups if not group.rooms}

    async def run(self, every: float = 5.0) -> None:
        """Look anew until cancelled; while the database is away, what was known counts."""
        while True:
            try:
                await self.look()
            except (OSError, SQLAlchemyError) as error:
                log.warning("bindings of %s could not be read: %s", self._account, type(error).__name__)
            await asyncio.sleep(every)

    async def look(self) -> None:
        self._rooms = await self._database.read(lambda connection: rooms_of(connection, self._account))
        self._staff = await self._database.read(lambda connection: senders_of(connection, self._account))

    def partition(self, incoming: Incoming) -> int:
        grid = self._grid_of_room(incoming) if incoming.is_group else self._grid_of_person(incoming)
        key = f"grid {grid}" if grid else f"chat {incoming.channel} {incoming.chat_id}"
        return partition_of(key, self._settings.nats.partitions)

    def _grid_of_room(self, incoming: Incoming) -> str:
        chat = incoming.chat_id
        found = self._rooms.get(chat) or self._by_room.get(chat) or self._by_name.get(incoming.chat_name, "")
        group = self._settings.groups_by_id.get(found)
        return group.grid if group else ""

    def _grid_of_person(self, incoming: Incoming) -> str:
        person = self._settings.staff_by_id.get(self._staff.get(incoming.chat_id, ""))
        return person.grids[0] if person and person.grids else ""
