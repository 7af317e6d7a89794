"""The shapes that every channel delivers and sends."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType


class MessageKind(enum.StrEnum):
    """What arrived; a channel maps whatever it does not know to UNKNOWN."""

    TEXT = "text"
    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    STICKER = "sticker"
    LOCATION = "location"
    LINK = "link"
    FILE = "file"
    HISTORY = "history"  # a merged forward: many people's messages in one
    RECALL = "recall"
    SYSTEM = "system"  # joins, leaves, pats, polls, red packets
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that a message replies to, as far as the channel tells them."""

    name: str
    text: str
    external_id: str = ""  # of the quoted message; most protocols do not tell it


@dataclass(frozen=True, slots=True)
class ForwardedLine:
    """One message inside a merged chat record or a pasted stretch of group text."""

    sender_name: str
    text: str
    sent_at: datetime | None = None
    kind: MessageKind = MessageKind.TEXT
    photo: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message as a channel delivers it. Times carry a zone; text is without the quoted part."""

    channel: str  # the account it came through: "wechaty", "console", "replay"
    external_id: str  # unique within the chat
    chat_id: str  # the room, or in a private chat the other person
    is_group: bool
    sender_id: str
    sender_name: str  # as shown in this chat; may be empty, is no identity
    sent_at: datetime
    kind: MessageKind
    text: str = ""  # of a voice message: the transcript, if there is one
    chat_name: str = ""  # the room's topic
    quote: Quote | None = None
    mentions_bot: bool = False
    from_self: bool = False  # the bot's own words coming back
    recalled_id: str = ""
    photo: bytes = field(default=b"", repr=False)
    forwarded: tuple[ForwardedLine, ...] = ()


# What goes to a group is PublicText, and only handlers/wording/public.py makes one: it masks, checks and
# fails closed. PrivateText goes to one member of staff or back to the one who wrote.
PublicText = NewType("PublicText", str)
PrivateText = NewType("PrivateText", str)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message on its way out, once the outbox has decided that it may go now."""

    chat_id: str
    is_group: bool
    text: str = ""
    photo: bytes = field(default=b"", repr=False)
    photo_name: str = "photo.jpg"
    mentions: tuple[str, ...] = ()
