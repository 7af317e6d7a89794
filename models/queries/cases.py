"""Reading and writing cases. Which moves are allowed is not decided here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, select, update

from models.case import Case
from models.errors import CaseChanged
from models.queries.among import among
from models.queries.messages import insert_or_ignore
from models.queries.rows import to_case
from models.queries.search import words_changed
from models.status import OPEN, State
from models.tables import case, case_number

WITH_WORDS = frozenset({"number", "place", "promise"})  # columns that a case is found by
HIGHEST_NUMBER = 999  # short enough to type; by the time it wraps, the old case is long closed


# Written out in the statement: an index of the open cases is of use only where the database sees what is asked.
IS_OPEN = case.c.state.in_(
    bindparam("open", [state.value for state in State if state in OPEN], expanding=True, literal_execute=True)
)


def earliest(column: ColumnElement[datetime]) -> Callable[[Connection], datetime | None]:
    """The question for the smallest value of a column: when the first of all cases becomes due."""

    def ask(connection: Connection) -> datetime | None:
        due: datetime | None = connection.scalar(select(func.min(column)))
        return due

    return ask


def next_number(connection: Connection, grid: str) -> int:
    """The next short number of a grid: 1 to 999, then 1 again, stepping over those still open."""
    # The row is held until the end of the transaction: another process that opens a case in the grid waits for it.
    held = select(case_number.c.last).where(case_number.c.grid == grid).with_for_update()
    last = connection.scalar(held)
    if last is None:
        connection.execute(insert_or_ignore(connection, case_number).values(grid=grid, last=0))
        last = connection.scalar(held)
    taken = set(connection.scalars(select(case.c.number).where(case.c.grid == grid, IS_OPEN)))
    number = (last or 0) % HIGHEST_NUMBER + 1
    while number in taken and len(taken) < HIGHEST_NUMBER:
        number = number % HIGHEST_NUMBER + 1
    connection.execute(update(case_number).where(case_number.c.grid == grid).values(last=number))
    return number


def insert_case(connection: Connection, values: dict[str, Any]) -> Case:
    result = connection.execute(insert(case).values(**values))
    key = result.inserted_primary_key
    assert key is not None
    words_changed(connection, key[0])
    return get_case(connection, key[0])


def get_case(connection: Connection, case_id: int) -> Case:
    """The case; LookupError where there is none."""
    row = connection.execute(select(case).where(case.c.id == case_id)).mappings().first()
    if row is None:
        raise LookupError(f"no case {case_id}")
    return to_case(row)


def update_case(connection: Connection, case_id: int, *, was: Case | None = None, **changes: Any) -> Case:
    """The case after the change. Raises CaseChanged where another process has moved it since it `was` read."""
    query = update(case).where(case.c.id == case_id)
    if was is not None:
        query = query.where(case.c.state == was.state, case.c.updated_at == was.updated_at)
    if connection.execute(query.values(**changes)).rowcount != 1:
        raise CaseChanged(f"case {case_id} was changed by another process meanwhile; this one has to look again")
    if WITH_WORDS & changes.keys():
        words_changed(connection, case_id)
    return get_case(connection, case_id)


def cases_where(connection: Connection, *conditions: Any, limit: int | None = None) -> tuple[Case, ...]:
    """Cases that meet every condition, oldest first: all of them, where no limit is asked for."""
    rows = connection.execute(select(case).where(*conditions).order_by(case.c.id).limit(limit)).mappings()
    return tuple(to_case(row) for row in rows)


def open_cases_in(connection: Connection, grids: Collection[str]) -> tuple[Case, ...]:
    return cases_where(connection, among(connection, case.c.grid, grids), IS_OPEN)


def cases_by_id(connection: Connection, ids: Sequence[int]) -> tuple[Case, ...]:
    return cases_where(connection, case.c.id.in_(list(ids)))


def case_numbered(connection: Connection, grids: Collection[str], number: int) -> tuple[Case, ...]:
    """For each grid the newest case with that number."""
    query = select(case).where(among(connection, case.c.grid, grids), case.c.number == number).order_by(case.c.id)
    newest = {row["grid"]: to_case(row) for row in connection.execute(query).mappings()}
    return tuple(newest.values())
