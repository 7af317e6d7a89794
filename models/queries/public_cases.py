"""Cases that other systems may ask for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from models.case import Case
from models.queries.rows import to_case
from models.status import ENDED, OPEN, State
from models.tables import case

OPEN_STATES, ENDED_STATES = sorted(OPEN), sorted(ENDED)


@dataclass(frozen=True, slots=True)
class Sought:
    """Which cases; None asks for all. `categories`: what the caller may see; opened from `since` to `until`."""

    categories: Collection[str] | None
    grids: Collection[str] | None = None
    ids: Collection[int] | None = None
    is_open: bool | None = None
    states: Collection[str] | None = None
    since: datetime | None = None
    until: datetime | None = None  # included
    before_id: int | None = None
    updated: datetime | None = None  # changed since then
    private: bool = False
    void: bool = False  # also what turned out to be no case
    public_only: bool = False  # only what the group, or another system, knows of anyway

    def conditions(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = [] if self.void else [case.c.state != State.VOID]
        listed = (
            (case.c.category, self.categories),
            (case.c.grid, self.grids),
            (case.c.id, self.ids),
            (case.c.state, self.states),
        )
        found += [column.in_(list(values)) for column, values in listed if values is not None]
        if self.is_open is not None:
            found.append(case.c.state.in_(OPEN_STATES if self.is_open else ENDED_STATES))
        if self.since is not None:
            found.append(case.c.opened_at >= self.since)
        if self.until is not None:
            found.append(case.c.opened_at <= self.until)
        if self.updated is not None:
            found.append(case.c.updated_at >= self.updated)
        if self.before_id is not None:
            found.append(case.c.id < self.before_id)
        if not self.private:
            found.append(case.c.private.is_(False))
        if self.public_only:
            told = or_(case.c.receipt_at.is_not(None), case.c.first_word_at.is_not(None))
            found.append(or_(case.c.source == "api", and_(case.c.group_id.is_not(None), told)))
        return found


def cases_sought(connection: Connection, sought: Sought, limit: int, offset: int = 0) -> tuple[Case, ...]:
    """The newest first."""
    query = select(case).where(*sought.conditions()).order_by(case.c.id.desc()).limit(limit).offset(offset)
    return tuple(to_case(row) for row in connection.execute(query).mappings())
