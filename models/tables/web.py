"""Who is signed in to the pages."""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table

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
