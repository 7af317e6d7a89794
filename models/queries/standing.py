"""How much waits, for whoever looks after the program. Counts and times only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, select

from models.queries.messages import MOST_TRIES
from models.queries.outgoing import QUEUED
from models.tables import case, job_run, message, outbox

# Written out in the statement, as its index has it.
ENDED_BADLY = outbox.c.state.in_(bindparam("badly", ["uncertain", "failed"], expanding=True, literal_execute=True))


@dataclass(frozen=True, slots=True)
class Unhandled:
    """Stored messages of one channel that nobody has handled yet."""

    count: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class OutboxStanding:
    """What may go out now, since when the oldest of it waits, and how sends of the last day ended badly."""

    due: int
    oldest: datetime | None
    uncertain: int
    failed: int


@dataclass(frozen=True, slots=True)
class LastRun:
    """The newest run of a scheduled job."""

    job: str
    fire_time: datetime
    started_at: datetime


def unhandled_by_channel(connection: Connection) -> dict[str, Unhandled]:
    """What waits to be handled; what is set aside is not in it."""
    query = select(message.c.channel, func.count(), func.min(message.c.received_at))
    query = query.where(message.c.handled_at.is_(None), message.c.attempts < MOST_TRIES).group_by(message.c.channel)
    return {channel: Unhandled(count, oldest) for channel, count, oldest in connection.execute(query)}


def count_set_aside(connection: Connection) -> int:
    query = select(func.count()).select_from(message)
    query = query.where(message.c.handled_at.is_(None), message.c.attempts >= MOST_TRIES)
    return int(connection.scalar(query) or 0)


def outbox_standing(connection: Connection, now: datetime) -> OutboxStanding:
    queued = (outbox.c.state == QUEUED) & (outbox.c.not_before <= now)
    due, oldest = connection.execute(select(func.count(), func.min(outbox.c.not_before)).where(queued)).one()
    ended = select(outbox.c.state, func.count()).where(ENDED_BADLY)
    ended = ended.where(outbox.c.settled_at > now - timedelta(days=1)).group_by(outbox.c.state)
    counts = {state: int(count) for state, count in connection.execute(ended)}
    return OutboxStanding(due, oldest, counts.get("uncertain", 0), counts.get("failed", 0))


def last_run(connection: Connection, jobs: Iterable[str]) -> LastRun | None:
    """The newest run of any of these jobs."""
    found = []
    for name in jobs:
        query = select(job_run.c.job, job_run.c.fire_time, job_run.c.started_at).where(job_run.c.job == name)
        row = connection.execute(query.order_by(job_run.c.fire_time.desc()).limit(1)).first()
        if row is not None:
            found.append(LastRun(row.job, row.fire_time, row.started_at))
    return max(found, key=lambda run: run.started_at, default=None)


def cases_by_state(connection: Connection) -> dict[str, int]:
    query = select(case.c.state, func.count()).group_by(case.c.state)
    return {state: int(count) for state, count in connection.execute(query)}
