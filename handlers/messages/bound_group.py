"""Which configured group a room is."""

from __future__ import annotations

import logging
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from models.messages import Incoming
from models.settings import Settings
from models.tables import group_binding

log = logging.getLogger(__name__)


def group_of(connection: Connection, incoming: Incoming, settings: Settings, now: datetime) -> str | None:
    """The group's id, or None for a room that is none of ours.

    A room named in the configuration by its id is bound at once. Otherwise the first room that bears a group's name
    is bound to it for good: anybody can name a room, so a second one of the same name is not believed.
    """
    bound = select(group_binding.c.group_id).where(
        group_binding.c.channel == incoming.channel, group_binding.c.chat == incoming.chat_id
    )
    found = connection.scalar(bound)
    if found is not None:
        return found if found in settings.groups_by_id else None
    for group in settings.groups:
        if incoming.chat_id in group.rooms or (not group.rooms and incoming.chat_name == group.name):
            return _bind(connection, incoming, group.id, now)
    return None


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
