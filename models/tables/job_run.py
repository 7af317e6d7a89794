"""One row for each run of a scheduled job: the row decides which process runs it."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from models.tables.base import Moment, metadata

job_run = Table(
    "job_run",
    metadata,
    Column("job", String(40), primary_key=True),
    Column("fire_time", Moment, primary_key=True),
    Column("started_at", Moment, nullable=False),
    Column("note", String(200), nullable=False, default=""),
)
