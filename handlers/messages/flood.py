"""Somebody floods a group: what is over the limit is stored and not read, and the cadre hears of it once a day."""

from __future__ import annotations

import hashlib

from handlers.actions.holders import first_holder, office_of
from handlers.actions.say import NEWS, tell_staff
from handlers.messages.valve import FLOOD_BEGINS
from handlers.scene import Scene
from handlers.wording.notices import flooded
from models.case import Message


def note_flood(scene: Scene, message: Message) -> str:
    """What was done with a message over the limit, in a word or two."""
    group = scene.settings.groups_by_id.get(message.group_id or "")
    if group is not None and message.outcome == FLOOD_BEGINS:
        holder = first_holder(scene.settings, group.grid, private=False)
        text = flooded(group.name, message.sender_name, scene.settings.budget.sender_per_minute)
        for person in office_of(scene.settings, holder, private=False):
            tell_staff(scene, person, text, "flood", _once(scene, message), priority=NEWS)
    return message.outcome or ""


def _once(scene: Scene, message: Message) -> str:
    """The same for all that one sender does in one group in one day."""
    sender = hashlib.sha256(message.sender.encode()).hexdigest()[:16]
    return f"{message.group_id}:{sender}:{scene.now.astimezone(scene.settings.zone):%Y%m%d}"
