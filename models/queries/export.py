"""Cases page by page, in the order of their ids: as many as there are, a thousand at a time in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import ColumnElement, Connection, func, select, true

from models.case import Case, Message
from models.queries.rows import to_case, to_message
from models.tables import case, case_message, case_person, message

PAGE = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases; a field that is empty asks for all. Opened from `since` up to, not including, `until`."""

    grids: Collection[str] = ()
    states: Collection[str] = ()
    categories: Collection[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    private: bool = False  # also what is private

    def conditions(self) -> list[ColumnElement[bool]]:
        listed = ((case.c.grid, self.grids), (case.c.state, self.states), (case.c.category, self.categories))
        found: list[ColumnElement[bool]] = [column.in_(list(values)) for column, values in listed if values]
        found.append(case.c.opened_at >= self.since if self.since else true())
        found.append(case.c.opened_at < self.until if self.until else true())
        found.append(true() if self.private else case.c.private.is_(False))
        return found


class Choice(Protocol):
    """Whatever tells which cases are wanted."""

    @property
    def private(self) -> bool: ...

    def conditions(self) -> list[ColumnElement[bool]]:
        """All of which a case has to meet."""
        ...


def pages(connection: Connection, wanted: Choice, size: int = PAGE) -> Iterator[list[Case]]:
    after = 0
    while True:
        query = select(case).where(case.c.id > after, *wanted.conditions()).order_by(case.c.id).limit(size)
        found = [to_case(row) for row in connection.execute(query).mappings()]
        if not found:
            return
        yield found
        after = found[-1].id


def voices(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    """How many people reported or supported each case."""
    query = select(case_person.c.case_id, func.count()).where(case_person.c.case_id.in_(list(ids)))
    return {row[0]: row[1] for row in connection.execute(query.group_by(case_person.c.case_id))}


def numbers_of(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    """The short number of each case."""
    query = select(case.c.id, case.c.number).where(case.c.id.in_(list(ids)))
    return {row.id: row.number for row in connection.execute(query)}


def words_of(connection: Connection, ids: Collection[int]) -> dict[int, list[Message]]:
    """The evidence of each case, in the order it was said."""
    query = (
        select(case_message.c.case_id.label("of_case"), message)
        .join(message, message.c.id == case_message.c.message_id)
        .where(case_message.c.case_id.in_(list(ids)), case_message.c.role == "evidence")
        .order_by(message.c.id)
    )
    words: dict[int, list[Message]] = {}
    for row in connection.execute(query).mappings():
        values = dict(row)
        words.setdefault(values.pop("of_case"), []).append(to_message(values))  # type: ignore[arg-type]
    return words
