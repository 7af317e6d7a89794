"""Counts and averages over cases, made by the database."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select
from sqlalchemy import case as when

from models.queries.behind import Basis, Condition, received
from models.queries.cases import IS_OPEN
from models.status import State
from models.tables import case


def count(connection: Connection, condition: Condition) -> int:
    return connection.scalar(select(func.count()).select_from(case).where(condition)) or 0


def counts(connection: Connection, among_these: Condition, conditions: Mapping[str, Condition]) -> dict[str, int]:
    """How many of some cases meet each condition, in one question."""
    sums = [func.coalesce(func.sum(when((condition, 1), else_=0)), 0) for condition in conditions.values()]
    row = connection.execute(select(*sums).select_from(case).where(among_these)).one()
    return dict(zip(conditions, map(int, row), strict=True))


def average(
    connection: Connection, condition: Condition, since: ColumnElement[datetime], until: ColumnElement[datetime]
) -> timedelta | None:
    """The mean time between two moments of the cases that have both."""
    if connection.dialect.name == "sqlite":
        seconds = (func.julianday(until) - func.julianday(since)) * 86_400
    else:
        seconds = func.extract("epoch", until) - func.extract("epoch", since)
    mean = connection.scalar(select(func.avg(seconds)).where(condition, until.is_not(None)))
    return timedelta(seconds=round(float(mean))) if mean is not None else None


def shares(basis: Basis, *kinds: ColumnElement[Any]) -> Iterator[tuple[Any, ...]]:
    """The received cases of a period by some columns and how they stand: closed, cannot, open or out; and how many."""
    stands = when(
        (case.c.state == State.CLOSED.value, "closed"),
        (case.c.state == State.CANNOT.value, "cannot"),
        (and_(IS_OPEN, basis.held_here()), "open"),
        else_="out",
    )
    query = select(*kinds, stands, func.count()).where(received(basis)).group_by(*kinds, stands)
    return (tuple(row) for row in basis.connection.execute(query))


def by_periods(
    connection: Connection, these: Condition, moment: ColumnElement[datetime], ends: Sequence[datetime]
) -> list[int]:
    """How many cases have the moment in each of the periods that follow each other; one more end than periods."""
    within = [and_(moment >= start, moment < end) for start, end in itertools.pairwise(ends)]
    whole = and_(these, moment >= ends[0], moment < ends[-1])
    return list(counts(connection, whole, {str(at): one for at, one in enumerate(within)}).values())


def by_hour(
    connection: Connection, condition: Condition, moment: ColumnElement[datetime]
) -> Iterator[tuple[datetime, int]]:
    """How many cases have the moment in each hour of UTC that has any; one of the moments, and the number."""
    if connection.dialect.name == "sqlite":
        hour: ColumnElement[Any] = func.strftime("%Y%m%d%H", moment)
    else:
        hour = func.date_trunc("hour", func.timezone("UTC", moment))
    query = select(func.min(moment), func.count()).where(condition).group_by(hour)
    return ((row[0], row[1]) for row in connection.execute(query))
