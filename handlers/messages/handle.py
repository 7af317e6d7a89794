"""Stored messages, handled in one transaction: who speaks where decides who listens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from handlers.house import House
from handlers.messages.flood import note_flood
from handlers.messages.group.hear import hear_group
from handlers.messages.private.hear_staff import hear_staff
from handlers.messages.private.hear_stranger import hear_stranger
from handlers.messages.valve import FLOODED
from handlers.scene import Scene
from models.case import Message
from models.queries.messages import get_message, settle_messages
from models.queries.staff import staff_of_sender


def handle_message(connection: Connection, house: House, message_id: int, now: datetime) -> str:
    """What was done, in a word or two; the message counts as handled in the same transaction."""
    message = get_message(connection, message_id)
    if message.handled_at is not None:
        return "handled before"
    return handle_messages(connection, house, [message], now)[message_id]


def handle_messages(connection: Connection, house: House, messages: Iterable[Message], now: datetime) -> dict[int, str]:
    """What was done with each of some messages that were not handled before, in their order, by id."""
    outcomes = {message.id: _route(Scene(connection, now, house, message), message) for message in messages}
    settle_messages(connection, outcomes, now)
    return outcomes


def _route(scene: Scene, message: Message) -> str:
    if message.outcome in FLOODED:
        return note_flood(scene, message)
    if message.is_bot:
        return "own echo"
    if message.group_id is not None:
        return hear_group(scene, message)
    if message.extra is not None and message.extra.get("is_group"):
        return "unknown room"
    staff_id = staff_of_sender(scene.connection, message.channel, message.sender)
    person = scene.settings.staff_by_id.get(staff_id or "")
    if person is not None:
        return hear_staff(scene, message, person)
    return hear_stranger(scene, message)
