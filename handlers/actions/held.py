"""What may be a case: kept for the cadre to look at."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from handlers.actions.access import grids_of
from handlers.actions.describe import said_of
from handlers.scene import Scene, Who
from handlers.wording.values import Held
from models.queries.messages import links_of_messages, messages_by_id
from models.tables import message as message_table

LOOK_WITHIN = timedelta(hours=48)
MOST = 20


def held_for(scene: Scene, who: Who) -> tuple[Held, ...]:
    """Doubtful words of the last two days in the groups of a member of staff, unless a case came of them since."""
    if who.staff is None:
        return ()
    grids = grids_of(scene.settings, who.staff)
    groups = [group.id for group in scene.settings.groups if group.grid in grids]
    query = select(message_table.c.id).where(
        message_table.c.group_id.in_(groups),
        message_table.c.sent_at >= scene.now - LOOK_WITHIN,
        message_table.c.held.is_not(None),
    )
    ids = list(scene.connection.scalars(query.order_by(message_table.c.id.desc()).limit(MOST)))
    linked = links_of_messages(scene.connection, ids)
    waiting = [one for one in messages_by_id(scene.connection, ids) if one.id not in linked]
    return tuple(
        Held(scene.house.label(one.held["category"]), (said_of(one),), one.sent_at) for one in waiting if one.held
    )
