"""Other systems: their keys, what they reported, whom they want to be told, and what is on its way to them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from models.tables.base import Id, Json, Moment, metadata, partial

api_key = Table(
    "api_key",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(40), nullable=False),  # of the system that holds it
    Column("key_hash", String(64), nullable=False, unique=True),  # sha256: the key itself is shown once
    Column("scope", String(8), nullable=False),  # read, write
    Column("node", String(40), nullable=False),  # of the tree: it reaches this one and all below
    Column("private", Boolean, nullable=False),  # also private categories
    Column("words", Boolean, nullable=False),  # also what residents wrote and where exactly
    Column("made_at", Moment, nullable=False),
    Column("revoked_at", Moment),
)

api_report = Table(
    "api_report",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
    Column("key_id", Id, nullable=False),
    Column("message_id", Id, nullable=False),  # what was written, with its coordinates
    Column("idempotency", String(128)),  # the sender's own name for it: a repeat makes no second case
    Column("digest", String(64), nullable=False),  # of the whole report: another one may not take that name
    UniqueConstraint("key_id", "idempotency"),
)

webhook = Table(
    "webhook",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key_id", Id, nullable=False),  # it is told what this key may see
    Column("url", Text, nullable=False),
    Column("events", Json, nullable=False),  # case.opened, case.closed ...
    Column("sealed", Text, nullable=False),  # the secret that signs, under the operator's key
    Column("made_at", Moment, nullable=False),
    Column("ended_at", Moment),
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", Id, primary_key=True),
    Column("dedupe", String(120), nullable=False, unique=True),  # what makes it the same; the receiver is told it
    Column("audience", String(12), nullable=False),  # webhook, department
    Column("target", String(40), nullable=False),  # id of the webhook or the department
    Column("kind", String(24), nullable=False),  # case.opened ..., or dispatch, reminder, withdrawn
    Column("case_id", Id, nullable=False),
    Column("event_id", Id, nullable=False),  # the change that it tells of
    Column("text", Text, nullable=False),  # to a department: the words; blanked once they are out
    Column("state", String(12), nullable=False),  # queued, claimed, sent, dead, dropped
    Column("attempts", Integer, nullable=False, default=0),
    Column("created_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("claimed_at", Moment),
    Column("claimed_by", String(64)),
    Column("settled_at", Moment),
    Column("error", Text),
    Index("ix_delivery_target", "audience", "target", "id"),
    partial("ix_delivery_queued", "not_before", where="state = 'queued'"),
    partial("ix_delivery_claimed", "claimed_at", where="state = 'claimed'"),
    partial("ix_delivery_waiting", "case_id", where="settled_at IS NULL"),
)
