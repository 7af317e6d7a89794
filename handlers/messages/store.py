"""Keep what arrived, before anything is made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from handlers.messages.bound_group import groups_of
from handlers.sealing.keys import NO_KEYS, Keys
from handlers.sealing.seal import seal
from models.case import Message
from models.messages import ForwardedLine, Incoming
from models.months import month_of
from models.queries.messages import insert_new
from models.queries.staff import staff_of_senders
from models.settings import Settings

CLOCKS_DISAGREE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message with what became of its photo: the content hash of a kept one, or why it was refused.

    `valve`: what valve.py says of its sender; such a message is stored and not read.
    """

    incoming: Incoming
    photo: str | None = None
    refused: str = ""
    valve: str = ""


def store_arrivals(
    connection: Connection, arrivals: Sequence[Arrival], settings: Settings, now: datetime, keys: Keys = NO_KEYS
) -> list[Message | None]:
    """The messages as they are stored, in the order in which they came; None for each that needs nothing more.

    Phone, identity and card numbers are masked; `keys` lock away the originals.
    """
    groups = groups_of(connection, [arrival.incoming for arrival in arrivals], settings, now)
    staff = staff_of_senders(connection, {key for each in arrivals if (key := _speaker(each.incoming))})
    rows = [
        _row(arrival, group, staff.get(_speaker(arrival.incoming) or ("", "")), now, keys)
        for arrival, group in zip(arrivals, groups, strict=True)
    ]
    return insert_new(connection, rows)


def _speaker(incoming: Incoming) -> tuple[str, str] | None:
    """The identity that may be bound to a member of staff; none for our own words."""
    return None if incoming.from_self else (incoming.channel, _short(incoming.sender_id, 128))


def _row(arrival: Arrival, group_id: str | None, staff_id: str | None, now: datetime, keys: Keys) -> dict[str, Any]:
    incoming, hidden = seal(arrival.incoming)
    photo = arrival.photo
    chat, external_id = key_of(incoming)
    if incoming.is_group and group_id is None:
        incoming, photo, hidden = _unheard(incoming), None, ()
    return {
        **_words(incoming, now, arrival.refused),
        "chat": chat,
        "external_id": external_id,
        "group_id": group_id,
        "sender": _short(incoming.sender_id, 128),
        "staff_id": staff_id,
        "photo": photo,
        "outcome": arrival.valve or None,
        "received_at": now,
        "sealed": keys.lock(hidden),
    }


def key_of(incoming: Incoming) -> tuple[str, str]:
    """Chat and external id as they are stored: with the channel, what makes it the same message."""
    return _short(incoming.chat_id, 128), _short(incoming.external_id, 128) or _fingerprint(incoming)


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
        "sent_at": _believable(incoming.sent_at, now).astimezone(UTC),
        "month": month_of(incoming.sent_at),
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
