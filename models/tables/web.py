"""Who is signed in to the pages, and the doors that lead there."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table

from models.tables.base import Moment, metadata

web_session = Table(
    "web_session",
    metadata,
    Column("token_hash", String(64), primary_key=True),  # sha256: whoever reads the table cannot sign in with it
    Column("staff_id", String(40), nullable=False),
    Column("stamp", String(64), nullable=False),  # of the rights at sign-in; other rights end the session
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Index("ix_web_session_staff_id", "staff_id"),
)

login_link = Table(
    "login_link",
    metadata,
    Column("token_hash", String(64), primary_key=True),  # sha256: the link itself is said once and never stored here
    Column("staff_id", String(40), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),  # used, or replaced by a newer one
    Index("ix_login_link_staff_id", "staff_id", "made_at"),
)

web_password = Table(
    "web_password",
    metadata,
    Column("staff_id", String(40), primary_key=True),
    Column("hash", String(200), nullable=False),  # argon2id with its own salt and cost
    Column("set_at", Moment, nullable=False),
)

login_try = Table(
    "login_try",
    metadata,
    Column("key", String(64), primary_key=True),  # sha256 of the id, or of the address, that was tried
    Column("failures", Integer, nullable=False),  # since the last success
    Column("last_at", Moment, nullable=False),
)
