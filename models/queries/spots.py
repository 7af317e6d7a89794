"""Places and troubles that cases have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from models.queries.behind import Condition
from models.tables import case


@dataclass(frozen=True, slots=True)
class Spot:
    """So many cases of one trouble at one place of a grid."""

    grid: str
    category: str
    place: str
    count: int


def spots(connection: Connection, these: Condition, least: int, most: int) -> Sequence[Spot]:
    """The places with the most cases of one trouble, those without a place left out."""
    kinds = (case.c.grid, case.c.category, case.c.place)
    query = select(*kinds, func.count().label("many")).where(these, case.c.place != "").group_by(*kinds)
    query = query.having(func.count() >= least).order_by(func.count().desc(), *kinds).limit(most)
    return [Spot(*row) for row in connection.execute(query)]


def by_grid(connection: Connection, these: Condition) -> dict[str, int]:
    """How many of some cases each grid has."""
    query = select(case.c.grid, func.count()).where(these).group_by(case.c.grid)
    return {row[0]: row[1] for row in connection.execute(query)}
