"""Who is staff in a channel, what they were asked, and what was refused."""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table, Text, UniqueConstraint

from models.tables.base import Id, Json, Moment, metadata

staff_binding = Table(
    "staff_binding",
    metadata,
    Column("channel", String(32), primary_key=True),
    Column("sender", String(128), primary_key=True),
    Column("staff_id", String(40), nullable=False),
    Column("bound_at", Moment, nullable=False),
    UniqueConstraint("channel", "staff_id"),
)

bind_code = Table(
    "bind_code",
    metadata,
    Column("code_hash", String(64), primary_key=True),  # the code itself is shown once and never stored
    Column("staff_id", String(40), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

prompt = Table(
    "prompt",
    metadata,
    Column("id", Id, primary_key=True),
    Column("staff_id", String(40), nullable=False),
    Column("case_id", Id),
    Column("kind", String(16), nullable=False),  # case, reminder, promise, choice, extension, done_photo
    Column("asked_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Column("data", Json),  # of a choice: the cases to choose from and the message that waits
    Index("ix_prompt_staff", "staff_id", "id"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("what", String(32), nullable=False),  # refused, bound, undone, forgotten ...
    Column("who", String(160), nullable=False),  # staff id, or channel:sender
    Column("case_id", Id),
    Column("note", Text, nullable=False),
    Index("ix_audit_at", "at"),
)
