"""The ledger of a period: the cases behind every figure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, or_, select

from models.case import Case
from models.queries.among import among
from models.queries.rows import to_case
from models.status import Move, State
from models.tables import case, case_event

NEVER_CASES = (State.MERGED.value, State.VOID.value)  # counted under the other number, or not at all


@dataclass(frozen=True, slots=True)
class Period:
    """From its start up to, not including, its end."""

    start: datetime
    end: datetime

    def holds(self, moment: datetime | None) -> bool:
        return moment is not None and self.start <= moment < self.end


def cases_touching(connection: Connection, grids: Collection[str], period: Period) -> tuple[Case, ...]:
    """Every case of the grids that was opened, became due, or ended in the period, or is still open at its end."""
    within = [
        and_(column >= period.start, column < period.end)
        for column in (case.c.opened_at, case.c.solve_due, case.c.closed_at)
    ]
    query = select(case).where(
        among(connection, case.c.grid, grids),
        case.c.state.not_in(NEVER_CASES),
        case.c.opened_at < period.end,
        or_(*within, case.c.closed_at.is_(None)),
    )
    return tuple(to_case(row) for row in connection.execute(query.order_by(case.c.id)).mappings())


@dataclass(frozen=True, slots=True)
class Brief:
    """Of a case only what a trend counts."""

    opened_at: datetime
    state: State
    category: str
    private: bool


def opened_in(connection: Connection, grids: Collection[str], period: Period) -> tuple[Brief, ...]:
    """The cases of the grids that were opened in the period."""
    query = select(case.c.opened_at, case.c.state, case.c.category, case.c.private).where(
        among(connection, case.c.grid, grids),
        case.c.state.not_in(NEVER_CASES),
        case.c.opened_at >= period.start,
        case.c.opened_at < period.end,
    )
    rows = connection.execute(query.order_by(case.c.id))
    return tuple(Brief(row.opened_at, State(row.state), row.category, row.private) for row in rows)


def moved_in(connection: Connection, move: Move, ids: Collection[int], period: Period) -> frozenset[int]:
    """Those of the cases to which a move happened in the period and was not undone."""
    query = select(case_event.c.case_id).where(
        case_event.c.move == move,
        among(connection, case_event.c.case_id, ids),
        case_event.c.at >= period.start,
        case_event.c.at < period.end,
        case_event.c.undone_at.is_(None),
    )
    return frozenset(connection.scalars(query))


def closings(connection: Connection, grids: Collection[str], since: datetime) -> dict[tuple[str, str, str], datetime]:
    """When the first case of each (grid, category, place) was closed since then: later ones repeat it."""
    query = select(case.c.grid, case.c.category, case.c.place, case.c.closed_at).where(
        among(connection, case.c.grid, grids),
        case.c.closed_at >= since,
        case.c.place != "",
        case.c.state == State.CLOSED,
    )
    first: dict[tuple[str, str, str], datetime] = {}
    for row in connection.execute(query.order_by(case.c.closed_at)):
        first.setdefault((row.grid, row.category, row.place), row.closed_at)
    return first
