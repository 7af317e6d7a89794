"""What may be a case: kept for the cadre to look at, as numbered lines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import or_, select, update

from handlers.actions.access import grids_of
from handlers.actions.describe import said_of
from handlers.actions.prompt_staff import note_prompt
from handlers.scene import Scene, Who
from handlers.wording.values import Held
from models.case import Message
from models.months import month_of
from models.queries.among import among
from models.queries.messages import links_of_messages, messages_by_id
from models.queries.prompts import last_prompt
from models.tables import message as message_table

LOOK_WITHIN = timedelta(hours=48)
MOST = 20  # lines of one list
LOOKED_THROUGH = 500
FORWARDED = "forward:"  # the chat of a forwarded line, which has no group


def list_held(scene: Scene, who: Who) -> tuple[Held, ...]:
    """Doubtful words of the last two days that a member of staff may see, unless they have been decided since.

    The list is remembered: an answer names its lines by number.
    """
    waiting = waiting_for(scene, who)
    if waiting and who.staff is not None:
        note_prompt(scene, who.staff, None, "look", {"messages": [one.id for one in waiting]})
    return tuple(
        Held(scene.house.label(one.held["category"]), (said_of(one),), one.sent_at) for one in waiting if one.held
    )


def lines_shown(scene: Scene, who: Who) -> tuple[int, ...]:
    """The messages behind the lines of the list that the person was shown last."""
    shown = last_prompt(scene.connection, who.staff_id, "look", scene.now - LOOK_WITHIN)
    return tuple(shown.data["messages"]) if shown is not None and shown.data is not None else ()


def set_aside(scene: Scene, message: Message, who: Who) -> None:
    """Somebody of the staff has called it no case: it leaves every list and is no sign of anything any more."""
    held = {**(message.held or {}), "set_aside": who.staff_id}
    scene.connection.execute(update(message_table).where(message_table.c.id == message.id).values(held=held))


def is_waiting(held: Mapping[str, Any] | None) -> bool:
    """Whether words that were kept as doubtful are doubtful still."""
    return held is not None and "set_aside" not in held


def grid_of_held(scene: Scene, message: Message) -> str:
    group = scene.settings.groups_by_id.get(message.group_id or "")
    return group.grid if group is not None else str((message.held or {}).get("grid", ""))


def waiting_for(scene: Scene, who: Who) -> list[Message]:
    """The doubtful words themselves, oldest first."""
    if who.staff is None:
        return []
    grids = grids_of(scene.settings, who.staff)
    groups = [group.id for group in scene.settings.groups if group.grid in grids]
    query = select(message_table.c.id).where(
        or_(among(scene.connection, message_table.c.group_id, groups), message_table.c.chat.startswith(FORWARDED)),
        message_table.c.sent_at >= scene.now - LOOK_WITHIN,
        message_table.c.month >= month_of(scene.now - LOOK_WITHIN),
        message_table.c.held.is_not(None),
    )
    ids = list(scene.connection.scalars(query.order_by(message_table.c.id.desc()).limit(LOOKED_THROUGH)))
    linked = links_of_messages(scene.connection, ids)
    open_to = [one for one in messages_by_id(scene.connection, ids) if one.id not in linked and is_waiting(one.held)]
    return [one for one in open_to if grid_of_held(scene, one) in grids and _may_see(scene, who, one)][-MOST:]


def _may_see(scene: Scene, who: Who, message: Message) -> bool:
    """Private matters are shown only to those who are named for them."""
    private = scene.settings.category((message.held or {}).get("category", "")).private
    return not private or (who.staff is not None and who.staff.sees_private)
