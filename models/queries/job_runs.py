"""Which scheduled runs have happened."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from models.queries.messages import insert_or_ignore
from models.tables import job_run


def claim_run(connection: Connection, job: str, fire_time: datetime, now: datetime) -> bool:
    """Take a run for this transaction; False where another process took it."""
    values = {"job": job, "fire_time": fire_time, "started_at": now}
    return connection.execute(insert_or_ignore(connection, job_run).values(**values)).rowcount == 1


def has_run(connection: Connection, job: str, fire_time: datetime) -> bool:
    query = select(job_run.c.job).where(job_run.c.job == job, job_run.c.fire_time == fire_time)
    return connection.execute(query).first() is not None
