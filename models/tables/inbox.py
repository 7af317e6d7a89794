"""Everything that arrived, stored before it is handled.

PostgreSQL keeps messages by month (`models/months.py`), so that a month can be forgotten in one piece. There the
primary key is (id, month), and no foreign key leads to a message.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, UniqueConstraint
from sqlalchemy.engine.default import DefaultExecutionContext

from models.months import month_of
from models.tables.base import Id, Json, Moment, metadata, partial


def _month_sent(context: DefaultExecutionContext) -> int:
    parameters: dict[str, Any] = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return month_of(parameters["sent_at"])


message = Table(
    "message",
    metadata,
    Column("id", Id, primary_key=True),
    Column("channel", String(32), nullable=False),  # the account it came through
    Column("chat", String(128), nullable=False),  # the room, or the person in a private chat
    Column("external_id", String(128), nullable=False),  # the channel's id, unique within the chat
    Column("group_id", String(40)),  # the configured group; none for private chats and unknown rooms
    Column("sender", String(128), nullable=False),  # the channel's id of the sender
    Column("sender_name", String(64), nullable=False),  # as shown in the chat; no identity
    Column("staff_id", String(40)),  # the member of staff bound to the sender at that time
    Column("is_bot", Boolean, nullable=False, default=False),  # the bot's own words coming back
    Column("kind", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("quote_name", String(64)),
    Column("quote_text", Text),
    Column("quote_id", String(128)),
    Column("mentions_bot", Boolean, nullable=False, default=False),
    Column("photo", String(64)),  # content hash of a kept photo
    Column("extra", Json),  # forwarded lines, recalled id, why a photo was refused
    Column("sent_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("handled_at", Moment),  # none: still to be handled
    Column("attempts", Integer, nullable=False, default=0),
    Column("failure", Text),  # why it was set aside
    Column("outcome", String(64)),  # what was decided, in a word or two
    Column("held", Json),  # a doubtful case: category and why, until one more sign comes
    Column("sealed", Text),  # phone, identity and card numbers that the words had, under the operator's key
    # As the channel says it, so that a repeat falls into the same month; 0: kept with a case when its month went.
    Column("month", Integer, nullable=False, default=_month_sent),
    Index("uq_message_channel_chat_external_id", "channel", "chat", "external_id", "month", unique=True),
    partial("ix_message_group_recent", "group_id", "id", where="group_id IS NOT NULL"),
    partial("ix_message_chat_recent", "channel", "chat", "id", where="group_id IS NULL"),
    partial("ix_message_unhandled", "id", where="handled_at IS NULL"),
    partial("ix_message_photo", "photo", where="photo IS NOT NULL"),
    Index("ix_message_sent_at", "sent_at", postgresql_using="brin"),
)

media = Table(
    "media",
    metadata,
    Column("hash", String(64), primary_key=True),  # sha256 of the bytes as they arrived
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("bytes", Integer, nullable=False),  # of the stored copy
    Column("dhash", String(16), nullable=False),  # recognises the same photo sent again
    Column("taken_at", Moment),
    Column("latitude", String(24)),  # WGS-84, as text so that no digit is invented
    Column("longitude", String(24)),
    Column("first_seen", Moment, nullable=False),
)

group_binding = Table(
    "group_binding",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("chat", String(128), primary_key=True),
    Column("group_id", String(40), nullable=False),
    Column("bound_at", Moment, nullable=False),
    UniqueConstraint("channel", "group_id"),
    Index("ix_group_binding_group_id", "group_id"),
)
