"""What a database that comes out of a backup must not say again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, or_, select, update

from models.queries.cases import IS_OPEN
from models.status import State
from models.tables import case, case_event, case_number, outbox

WAITING = ("queued", "claimed")
WHY = "restored"


def drop_waiting(connection: Connection, now: datetime, keep_since: datetime, danger: int) -> int:
    """Whatever waited to be sent, and may have been sent since; how many.

    Prompts of danger to staff that are younger than `keep_since` stay: one lost does more harm than one read twice.
    """
    gone = or_(outbox.c.audience != "staff", outbox.c.priority > danger, outbox.c.created_at < keep_since)
    query = update(outbox).where(outbox.c.state.in_(WAITING), gone)
    return connection.execute(query.values(state="dropped", settled_at=now, error=WHY, sealed=None)).rowcount


def queue_claimed(connection: Connection, now: datetime) -> int:
    """What is left to be sent, claimed by a sender that is no more; how many wait now."""
    query = update(outbox).where(outbox.c.state.in_(WAITING))
    return connection.execute(
        query.values(state="queued", not_before=now, claimed_at=None, claimed_by=None, error=WHY)
    ).rowcount


def hush_groups(connection: Connection, now: datetime) -> None:
    """No receipt, news or question to a group for what happened before."""
    connection.execute(update(case).where(case.c.receipt_due.is_not(None)).values(receipt_due=None))
    connection.execute(
        update(case_event).where(case_event.c.public, case_event.c.told_at.is_(None)).values(told_at=now)
    )
    unasked = (case.c.state == State.CLOSED) & case.c.asked_satisfaction_at.is_(None)
    connection.execute(update(case).where(unasked).values(asked_satisfaction_at=now))


def look_later(connection: Connection, moment: datetime) -> int:
    """Limits that passed or pass before a moment are looked at then, except in emergencies; how many."""
    ordinary = (case.c.look_at < moment) & (case.c.urgency != "emergency")
    return connection.execute(update(case).where(ordinary).values(look_at=moment)).rowcount


def skip_numbers(connection: Connection, since: datetime, least: int, most: int, highest: int) -> None:
    """Leave out case numbers that were given after the backup: twice as many as a grid opened in the time before."""
    lately = select(case.c.grid, func.count()).where(case.c.opened_at >= since).group_by(case.c.grid)
    opened = {grid: count for grid, count in connection.execute(lately)}  # noqa: C416 - rows are no pairs for mypy
    for grid, last in connection.execute(select(case_number.c.grid, case_number.c.last)).all():
        skip = min(max(least, 2 * opened.get(grid, 0)), most)
        query = update(case_number).where(case_number.c.grid == grid)
        connection.execute(query.values(last=(last + skip - 1) % highest + 1))


def open_emergencies(connection: Connection) -> tuple[tuple[str, int], ...]:
    """(grid, number) of each."""
    query = select(case.c.grid, case.c.number).where(case.c.urgency == "emergency", IS_OPEN)
    return tuple((row.grid, row.number) for row in connection.execute(query.order_by(case.c.id)))
