"""Keep what arrived, before anything is made of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from handlers.messages.bound_group import group_of
from handlers.sealing.keys import Keys
from handlers.sealing.seal import seal
from models.messages import ForwardedLine, Incoming
from models.queries.messages import stored_as
from models.queries.staff import staff_of_sender
from models.settings import Settings
from models.tables import message

CLOCKS_DISAGREE = timedelta(minutes=5)
NO_KEYS = Keys()


def store_incoming(
    connection: Connection,
    incoming: Incoming,
    settings: Settings,
    now: datetime,
    *,
    photo: str | None = None,
    refused: str = "",
    keys: Keys = NO_KEYS,
) -> int | None:
    """The id of the stored message, or None where the same message was stored before and needs nothing more.

    One that was stored but not handled yet is told again: whoever stored it may have died before it was handled.

    `photo` is the content hash of a photo that was kept, `refused` why one was not. Phone, identity and card numbers
    are masked; `keys` lock away the originals.
    """
    incoming, hidden = seal(incoming)
    chat = _short(incoming.chat_id, 128)
    external_id = _short(incoming.external_id, 128) or _fingerprint(incoming)
    known = stored_as(connection, incoming.channel, chat, external_id)
    if known is not None:
        return known.id if known.waits else None
    sender = _short(incoming.sender_id, 128)
    group_id = group_of(connection, incoming, settings, now) if incoming.is_group else None
    if incoming.is_group and group_id is None:
        incoming, photo, hidden = _unheard(incoming), None, ()
    values = {
        **_words(incoming, now, refused),
        "chat": chat,
        "external_id": external_id,
        "group_id": group_id,
        "sender": sender,
        "staff_id": None if incoming.from_self else staff_of_sender(connection, incoming.channel, sender),
        "photo": photo,
        "received_at": now,
        "sealed": keys.lock(hidden),
    }
    key = connection.execute(insert(message).values(**values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _unheard(incoming: Incoming) -> Incoming:
    """A message of a room that is none of ours: that it came is noted, its words are not our business."""
    return replace(incoming, text="", sender_name="", quote=None, forwarded=())


def _words(incoming: Incoming, now: datetime, refused: str) -> dict[str, Any]:
    """What the message itself says, as it can be stored."""
    return {
        "channel": incoming.channel,
        "sender_name": _short(incoming.sender_name, 64),
        "is_bot": incoming.from_self,
        "kind": incoming.kind,
        "text": _clean(incoming.text),
        "mentions_bot": incoming.mentions_bot,
        "extra": _extra(incoming, now, refused),
        "sent_at": _believable(incoming.sent_at, now),
        **_quote(incoming),
    }


def _quote(incoming: Incoming) -> dict[str, str | None]:
    quote = incoming.quote
    if quote is None:
        return {"quote_name": None, "quote_text": None, "quote_id": None}
    return {
        "quote_name": _short(quote.name, 64),
        "quote_text": _clean(quote.text),
        "quote_id": _short(quote.external_id, 128),
    }


def _extra(incoming: Incoming, now: datetime, refused: str) -> dict[str, Any] | None:
    extra: dict[str, Any] = {"is_group": incoming.is_group}
    if incoming.recalled_id:
        extra["recalled"] = _short(incoming.recalled_id, 128)
    if incoming.forwarded:
        extra["forwarded"] = [_line(line) for line in incoming.forwarded]
    if refused:
        extra["photo_refused"] = refused
    if _believable(incoming.sent_at, now) != incoming.sent_at:
        extra["claimed_time"] = incoming.sent_at.isoformat()
    return extra


def _line(line: ForwardedLine) -> dict[str, Any]:
    sent_at = line.sent_at.isoformat() if line.sent_at else None
    return {"name": _short(line.sender_name, 64), "text": _clean(line.text), "at": sent_at, "kind": line.kind}


def _believable(sent_at: datetime, now: datetime) -> datetime:
    """A time in the future is a wrong clock: the time of arrival counts instead."""
    return now if sent_at > now + CLOCKS_DISAGREE else sent_at


def _clean(text: str) -> str:
    """The text as PostgreSQL and UTF-8 can hold it."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _short(text: str, length: int) -> str:
    return _clean(text)[:length]


def _fingerprint(incoming: Incoming) -> str:
    """Stands in for an id where the channel gives none: sender, second and words."""
    whole = f"{incoming.sender_id}|{int(incoming.sent_at.timestamp())}|{incoming.kind}|{incoming.text}"
    return "fp-" + hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:40]
