"""The gateway's message in the shape that every channel delivers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from bot.channels.wechaty.body import read_body
from bot.channels.wechaty.moments import from_timestamp
from bot.channels.wechaty.wire import Payload
from models.messages import Incoming


@dataclass(frozen=True, slots=True)
class Around:
    """What has to be known besides the message: the account, the names, and when it was announced."""

    channel: str
    self_id: str
    arrived: datetime
    zone: tzinfo
    self_names: tuple[str, ...] = ()
    sender_name: str = ""
    chat_name: str = ""


def translate(payload: Payload, around: Around) -> Incoming:
    """One message; its photo, if it is one, is still to be fetched."""
    body = read_body(replace(payload, text=_storable(payload.text)), around.zone)
    from_self = bool(around.self_id) and payload.from_id == around.self_id
    return Incoming(
        channel=around.channel,
        external_id=payload.id,
        chat_id=payload.chat_id(around.self_id),
        is_group=bool(payload.room_id),
        sender_id=payload.from_id,
        sender_name=_storable(around.sender_name),
        sent_at=from_timestamp(payload.timestamp) or around.arrived,
        kind=body.kind,
        text=body.text,
        chat_name=_storable(around.chat_name),
        quote=body.quote,
        mentions_bot=not from_self and _mentioned(payload, around, body.text),
        from_self=from_self,
        recalled_id=body.recalled_id,
        forwarded=body.forwarded,
    )


def _mentioned(payload: Payload, around: Around, text: str) -> bool:
    """By id, or by "@name" in the text: many puppets tell no ids."""
    if around.self_id and around.self_id in payload.mention_ids:
        return True
    return bool(payload.room_id) and any(_names(text, around.self_names))


def _names(text: str, names: Iterable[str]) -> Iterable[bool]:
    for name in names:
        # WeChat ends a mention with U+2005; typed by hand it ends with a space or the text.
        yield bool(name.strip()) and re.search(rf"@{re.escape(name.strip())}(?:\s|\Z)", text) is not None


def _storable(text: str) -> str:
    """Without the one character that databases refuse."""
    return text.replace("\x00", "")
