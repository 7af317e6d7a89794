"""A message as the gateway tells it, and its numbers for kinds of messages."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from models.messages import MessageKind


class WireType(enum.IntEnum):
    """The numbers of the TypeScript wechaty-puppet, which travel; the .proto file's own are not what is sent."""

    UNKNOWN = 0
    ATTACHMENT = 1
    AUDIO = 2
    CONTACT = 3
    CHAT_HISTORY = 4
    EMOTICON = 5
    IMAGE = 6
    TEXT = 7
    LOCATION = 8
    MINI_PROGRAM = 9
    GROUP_NOTE = 10
    TRANSFER = 11
    RED_ENVELOPE = 12
    RECALLED = 13
    URL = 14
    VIDEO = 15
    POST = 16


KINDS: dict[int, MessageKind] = {
    WireType.ATTACHMENT: MessageKind.FILE,
    WireType.AUDIO: MessageKind.VOICE,
    WireType.CHAT_HISTORY: MessageKind.HISTORY,
    WireType.EMOTICON: MessageKind.STICKER,
    WireType.IMAGE: MessageKind.PHOTO,
    WireType.TEXT: MessageKind.TEXT,
    WireType.LOCATION: MessageKind.LOCATION,
    WireType.MINI_PROGRAM: MessageKind.LINK,
    WireType.GROUP_NOTE: MessageKind.TEXT,  # a sign-up list (appmsg 53), whose text is what people wrote
    WireType.TRANSFER: MessageKind.SYSTEM,
    WireType.RED_ENVELOPE: MessageKind.SYSTEM,
    WireType.RECALLED: MessageKind.RECALL,
    WireType.URL: MessageKind.LINK,
    WireType.VIDEO: MessageKind.VIDEO,
    WireType.POST: MessageKind.LINK,
}


@dataclass(frozen=True, slots=True)
class Payload:
    """The details of one message, in plain types. `timestamp`: seconds or milliseconds, by puppet; 0: not told."""

    id: str
    type: int
    text: str = ""
    timestamp: float = 0
    from_id: str = ""
    to_id: str = ""
    room_id: str = ""
    mention_ids: tuple[str, ...] = ()
    filename: str = ""

    @property
    def kind(self) -> MessageKind:
        return KINDS.get(self.type, MessageKind.UNKNOWN)

    def chat_id(self, self_id: str) -> str:
        """The room, or in a private chat the other person, whoever of the two wrote."""
        other = self.to_id if self.from_id == self_id and self.to_id else self.from_id
        return self.room_id or other
