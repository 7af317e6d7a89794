"""Counts and averages over cases, made by the database."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

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


@dataclass(frozen=True, slots=True)
class Share:
    """So many received cases of one grid and category stand alike."""

    grid: str
    category: str
    private: bool
    stands: str  # closed, cannot, open or out
    count: int


def shares(basis: Basis) -> Iterator[Share]:
    """The received cases of a period by grid, category and how they stand."""
    stands = when(
        (case.c.state == State.CLOSED.value, "closed"),
        (case.c.state == State.CANNOT.value, "cannot"),
        (and_(IS_OPEN, basis.held_here()), "open"),
        else_="out",
    )
    kinds = (case.c.grid, case.c.category, case.c.private, stands)
    query = select(*kinds, func.count()).where(received(basis)).group_by(*kinds)
    return (Share(*row) for row in basis.connection.execute(query))


def by_periods(
    connection: Connection, these: Condition, moment: ColumnElement[datetime], ends: Sequence[datetime]
) -> list[int]:
    """How many cases have the moment in each of the periods that follow each other; one more end than periods."""
    within = [and_(moment >= start, moment < end) for start, end in itertools.pairwise(ends)]
    whole = and_(these, moment >= ends[0], moment < ends[-1])
    return list(counts(connection, whole, {str(at): one for at, one in enumerate(within)}).values())


def moments_of(connection: Connection, condition: Condition, moment: ColumnElement[datetime]) -> Iterator[datetime]:
    """When it was, case by case."""
    return iter(connection.scalars(select(moment).where(condition)))
