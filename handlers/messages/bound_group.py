"""Which configured group a room is."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from models.messages import Incoming
from models.queries.staff import groups_of_chats
from models.settings import Settings
from models.tables import group_binding

log = logging.getLogger(__name__)


def groups_of(
    connection: Connection, arrived: Sequence[Incoming], settings: Settings, now: datetime
) -> list[str | None]:
    """For each message the group's id, or None for a private chat and for a room that is none of ours.

    A room named in the configuration by its id is bound at once. Otherwise the first room that bears a group's name
    is bound to it for good: anybody can name a room, so a second one of the same name is not believed.
    """
    rooms = {(each.channel, each.chat_id): each for each in arrived if each.is_group}
    bound: dict[tuple[str, str], str | None] = dict(groups_of_chats(connection, rooms.keys()))
    for room, incoming in rooms.items():
        if room not in bound:
            bound[room] = _recognise(connection, incoming, settings, now)
    known = settings.groups_by_id
    found = (bound.get((each.channel, each.chat_id)) if each.is_group else None for each in arrived)
    return [group if group in known else None for group in found]


def _recognise(connection: Connection, incoming: Incoming, settings: Settings, now: datetime) -> str | None:
    group_id = settings.groups_by_room.get(incoming.chat_id) or settings.groups_by_name.get(incoming.chat_name)
    return _bind(connection, incoming, group_id, now) if group_id is not None else None


def _bind(connection: Connection, incoming: Incoming, group_id: str, now: datetime) -> str | None:
    taken = select(group_binding.c.chat).where(
        group_binding.c.channel == incoming.channel, group_binding.c.group_id == group_id
    )
    if connection.scalar(taken) is not None:
        log.warning("a second room bears the name of group %s; it is not listened to (linli bind --group)", group_id)
        return None
    values = {"channel": incoming.channel, "chat": incoming.chat_id, "group_id": group_id, "bound_at": now}
    connection.execute(insert(group_binding).values(**values))
    return group_id


def forget_group(connection: Connection, group_id: str) -> None:
    """Let a group find its room anew, after the account or the group was changed."""
    connection.execute(delete(group_binding).where(group_binding.c.group_id == group_id))
