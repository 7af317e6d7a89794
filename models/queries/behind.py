"""The cases behind every figure of a node and a period: each figure is the number of cases that meet a condition.

`handlers.figures_of` counts the same cases in Python, one node at a time; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, bindparam, false, func, literal_column, or_, select, true

from models.queries.among import among
from models.queries.cases import IS_OPEN
from models.queries.ledger import NEVER_CASES, Period
from models.status import Move, State
from models.tables import case, case_event

REPEATS_WITHIN = timedelta(days=90)
FAIRLY, CONTENT = 2, 3
COUNTED = case.c.state.not_in(NEVER_CASES)
# Written out in the statement, as its index has it.
_RARE = case_event.c.move.in_(
    bindparam("rare", [Move.RATE.value, Move.REOPEN.value], expanding=True, literal_execute=True)
)
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Basis:
    """Whose figures, and when. `grids` None: of the whole tree, which needs no list of its nodes."""

    connection: Connection
    grids: Collection[str] | None
    period: Period
    community: Callable[[str, str], bool]  # whether a holder is in the community of a grid

    def here(self) -> Condition:
        return true() if self.grids is None else among(self.connection, case.c.grid, self.grids)

    def held_here(self) -> Condition:
        return true() if self.grids is None else among(self.connection, case.c.holder, self.grids)

    def within(self, moment: ColumnElement[datetime]) -> Condition:
        return and_(moment >= self.period.start, moment < self.period.end)


def received(basis: Basis) -> Condition:
    return and_(COUNTED, basis.here(), basis.within(case.c.opened_at))


def still_open(basis: Basis) -> Condition:
    return and_(received(basis), IS_OPEN, basis.held_here())


def transferred_out(basis: Basis) -> Condition:
    return and_(received(basis), IS_OPEN, ~basis.held_here()) if basis.grids is not None else false()


def due(basis: Basis) -> Condition:
    return and_(COUNTED, basis.here(), case.c.opened_at < basis.period.end, basis.within(case.c.solve_due))


def on_time(basis: Basis) -> Condition:
    return and_(due(basis), ~IS_OPEN, case.c.closed_at <= case.c.solve_due)


def ended(basis: Basis) -> Condition:
    before_its_end = case.c.opened_at < basis.period.end
    return and_(COUNTED, basis.here(), before_its_end, basis.within(case.c.closed_at), ~IS_OPEN)


def in_grid(basis: Basis) -> Condition:
    return and_(ended(basis), case.c.holder == case.c.grid, case.c.department == "")


def in_community(basis: Basis) -> Condition:
    """A holder other than the grid itself is looked up in the tree, which the database does not know."""
    moved = select(case.c.id, case.c.grid, case.c.holder).where(
        ended(basis), case.c.department == "", case.c.holder != case.c.grid
    )
    near = [row.id for row in basis.connection.execute(moved) if basis.community(row.grid, row.holder)]
    at_home = case.c.holder == case.c.grid
    return and_(ended(basis), case.c.department == "", or_(at_home, among(basis.connection, case.c.id, near)))


def rated(basis: Basis) -> Condition:
    """Residents' answers that were given in the period; the latest of each case counts."""
    return and_(_touching(basis), case.c.score.is_not(None), _moved(basis, Move.RATE))


def reopened(basis: Basis) -> Condition:
    return and_(_touching(basis), _moved(basis, Move.REOPEN))


def repeated(basis: Basis) -> Condition:
    """Received about a trouble at a place where it had been closed before."""
    first = basis.connection.scalar(select(func.min(case.c.opened_at)).where(received(basis)))
    if first is None:
        return false()
    earlier = case.alias("earlier")
    same = (earlier.c[name] == case.c[name] for name in ("grid", "category", "place"))
    found = select(earlier.c.id).where(
        *same,
        literal_column("earlier.place <> ''"),  # as its index has it
        earlier.c.state == State.CLOSED.value,
        earlier.c.closed_at >= first - REPEATS_WITHIN,
        earlier.c.closed_at < case.c.opened_at,
    )
    return and_(received(basis), case.c.place != "", found.exists())


def _touching(basis: Basis) -> Condition:
    """What `models.queries.ledger.cases_touching` finds."""
    moments = [basis.within(column) for column in (case.c.opened_at, case.c.solve_due, case.c.closed_at)]
    before_its_end = case.c.opened_at < basis.period.end
    return and_(COUNTED, basis.here(), before_its_end, or_(*moments, case.c.closed_at.is_(None)))


def _moved(basis: Basis, move: Move) -> Condition:
    steps = select(case_event.c.case_id).where(
        _RARE, case_event.c.move == move, basis.within(case_event.c.at), case_event.c.undone_at.is_(None)
    )
    return case.c.id.in_(steps)


FIGURES: dict[str, Callable[[Basis], Condition]] = {
    "received": received,
    "closed": lambda basis: and_(received(basis), case.c.state == State.CLOSED.value),
    "open": still_open,
    "cannot": lambda basis: and_(received(basis), case.c.state == State.CANNOT.value),
    "out": transferred_out,
    "answered": lambda basis: and_(received(basis), case.c.first_word_at.is_not(None)),
    "repeated": repeated,
    "due": due,
    "on_time": on_time,
    "late": lambda basis: and_(due(basis), or_(IS_OPEN, case.c.closed_at > case.c.solve_due)),
    "ended": ended,
    "in_grid": in_grid,
    "in_community": in_community,
    "reopened": reopened,
    "rated": rated,
    "contacted": lambda basis: and_(rated(basis), case.c.first_word_at.is_not(None)),
    "solved": lambda basis: and_(rated(basis), case.c.state == State.CLOSED.value),
    "content": lambda basis: and_(rated(basis), case.c.score == CONTENT),
    "fairly": lambda basis: and_(rated(basis), case.c.score == FAIRLY),
}
