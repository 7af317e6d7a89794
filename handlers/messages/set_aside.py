"""A message that cannot be handled and may not hold up those after it: kept with the reason, for a person to see."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from handlers.house import House
from handlers.messages.store import Arrival, key_of, store_arrivals
from models.case import Message
from models.messages import Incoming, MessageKind
from models.queries.messages import give_up, stored_as


def set_aside(connection: Connection, incoming: Incoming, house: House, now: datetime, reason: str) -> None:
    """Keep it with the reason, without its words where they are what the database refuses; handled ones stay so."""
    settings, keys = house.settings, house.keys
    try:
        with connection.begin_nested():
            store_arrivals(connection, [Arrival(incoming)], settings, now, keys)
    except (SQLAlchemyError, ValueError):
        store_arrivals(connection, [Arrival(_bare(incoming))], settings, now, keys)
    stored = known_as(connection, incoming)
    if stored is not None:
        give_up(connection, stored.id, reason)


def known_as(connection: Connection, incoming: Incoming) -> Message | None:
    """The message as it was stored before."""
    return stored_as(connection, incoming.channel, *key_of(incoming))


def unreadable(where: str, number: str, payload: bytes, now: datetime) -> Incoming:
    """Stands for a payload that this program cannot read; its bytes are the words, so that nothing is lost."""
    return Incoming(
        channel="unreadable",
        external_id=number,
        chat_id=where,
        is_group=False,
        sender_id="",
        sender_name="",
        sent_at=now,
        kind=MessageKind.UNKNOWN,
        text=payload.decode("utf-8", "replace"),
    )


def _bare(incoming: Incoming) -> Incoming:
    wordless = replace(incoming, text="", sender_name="", quote=None, forwarded=(), recalled_id="")
    return replace(wordless, kind=MessageKind.UNKNOWN)
