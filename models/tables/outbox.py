"""What is to be said, decided in the same transaction as the change that it tells of."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from models.tables.base import Id, Moment, metadata, partial

outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("dedupe", String(160), nullable=False, unique=True),  # what makes it the same message
    Column("audience", String(8), nullable=False),  # group, staff or person
    Column("channel", String(32), nullable=False),  # the account that it goes by; to a group or staff: once it is sent
    Column("target", String(128), nullable=False),  # group id, staff id, or the person's id in the channel
    Column("kind", String(24), nullable=False),  # receipt, prompt, status, digest ...
    Column("priority", Integer, nullable=False),  # 0 danger, 1 prompts and answers, 2 receipts, 3 the rest
    Column("text", Text, nullable=False),
    Column("photo", String(64)),
    Column("case_id", Id),
    Column("message_id", Id),  # the message that it answers
    Column("event_id", Id),  # the change that it tells of; 撤销 takes it back while it is not sent
    Column("created_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("expires_at", Moment),  # not sent any more after this
    Column("state", String(12), nullable=False),  # queued, claimed, sent, uncertain, failed, dropped,
    # folded (said in one with another), withheld (by a shadow pilot)
    Column("attempts", Integer, nullable=False, default=0),
    Column("claimed_at", Moment),  # when the claim was made or last renewed
    Column("claimed_by", String(64)),  # the sender that has it, or had it last; new at every start
    Column("settled_at", Moment),
    Column("external_id", String(128)),
    Column("error", Text),
    Column("sealed", Text),  # the words with their numbers, under the operator's key, until they are sent
    partial("ix_outbox_due", "priority", "id", where="state = 'queued'"),
    partial("ix_outbox_claimed", "claimed_at", where="state = 'claimed'"),
    partial("ix_outbox_spoken_by", "channel", "claimed_at", where="claimed_at IS NOT NULL"),
    partial("ix_outbox_spoken_to", "target", "claimed_at", where="claimed_at IS NOT NULL"),
    partial("ix_outbox_ended_badly", "settled_at", where="state IN ('uncertain','failed')"),
    partial("ix_outbox_event", "event_id", where="event_id IS NOT NULL"),
)
