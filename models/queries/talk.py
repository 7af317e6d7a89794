"""What a group's state is put together from. Asked for every message, so each statement is built once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, bindparam, select

from models.case import Message
from models.months import month_of
from models.queries.cases import IS_OPEN
from models.tables import case, case_message, case_person, message

MOST_CASES = 500  # of one grid, the newest; a grid with more open cases needs another cadre, not a longer list


class Recent(NamedTuple):
    """A message that was said before, and whether it is kept as doubtful."""

    id: int
    held: dict[str, str] | None


class Known(NamedTuple):
    """What a decision needs of a case."""

    id: int
    number: int
    category: str
    place: str
    urgency: str
    kind: str
    private: bool
    state: str
    opened_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    asked_satisfaction_at: datetime | None


# A flood is no talk: it must not push out what the others said.
_TALK = message.c.outcome.is_(None) | message.c.outcome.not_like("flood%")


def _recent(*same: ColumnElement[bool]) -> Select[Any]:
    """The newest of a talk, then without what is too old: a quiet talk is not searched back to its beginning."""
    newest = (
        select(message.c.id, message.c.held, message.c.sent_at)
        .where(*same, _TALK, message.c.id < bindparam("before"), message.c.month >= bindparam("month"))
        .order_by(message.c.id.desc())
        .limit(bindparam("most"))
        .subquery()
    )
    return select(newest.c.id, newest.c.held).where(newest.c.sent_at >= bindparam("since")).order_by(newest.c.id.desc())


_OF_GROUP = _recent(message.c.group_id == bindparam("group_id"))
_OF_CHAT = _recent(
    message.c.group_id.is_(None), message.c.channel == bindparam("channel"), message.c.chat == bindparam("chat")
)

_CHANGED = (
    select(message.c.id, message.c.held)
    .where(message.c.group_id == bindparam("group_id"), _TALK, message.c.month >= bindparam("month"))
    .where(message.c.id < bindparam("before"), message.c.id >= bindparam("oldest"))
    .where(message.c.held.is_not(None) | (message.c.id >= bindparam("newest")))
    .order_by(message.c.id)
)

_ALIVE = (case.c.grid == bindparam("grid")) & (IS_OPEN | (case.c.updated_at >= bindparam("since")))
_CASES = select(*(case.c[name] for name in Known._fields)).where(_ALIVE).order_by(case.c.id.desc()).limit(MOST_CASES)
_LINKS = (
    select(case_message.c.case_id, case_message.c.message_id, case_message.c.role)
    .join(case, case.c.id == case_message.c.case_id)
    .where(_ALIVE)
    .order_by(case_message.c.message_id, case_message.c.case_id)
)
_PEOPLE = (
    select(case_person.c.case_id, case_person.c.role, case_person.c.sender)
    .join(case, case.c.id == case_person.c.case_id)
    .where(_ALIVE)
)


def recent_in(connection: Connection, at: Message, since: datetime, most: int) -> tuple[Recent, ...]:
    """The newest messages of the same group, or of the same chat where it is no group, before one; oldest first."""
    window = {"before": at.id, "since": since, "month": month_of(since), "most": most}
    if at.group_id is not None:
        rows = connection.execute(_OF_GROUP, {**window, "group_id": at.group_id})
    else:
        rows = connection.execute(_OF_CHAT, {**window, "channel": at.channel, "chat": at.chat})
    return tuple(Recent(*row) for row in reversed(rows.all()))


def changed_in(connection: Connection, at: Message, since: datetime, known: Sequence[int]) -> tuple[Recent, ...]:
    """Of a group's messages before one: the newest known one, all after it, and doubtful ones."""
    asked = {"group_id": at.group_id, "before": at.id, "month": month_of(since)}
    rows = connection.execute(_CHANGED, {**asked, "oldest": known[0], "newest": known[-1]})
    return tuple(Recent(*row) for row in rows)


def known_cases(connection: Connection, grid: str, since: datetime) -> tuple[Known, ...]:
    """Open cases of a grid, and those that were touched since then; oldest first."""
    rows = connection.execute(_CASES, {"grid": grid, "since": since})
    return tuple(Known(*row) for row in reversed(rows.all()))


def links_of_known(connection: Connection, grid: str, since: datetime) -> Iterator[tuple[int, int, str]]:
    """(case id, message id, role) of all that hangs on the known cases, in the order it was said."""
    for row in connection.execute(_LINKS, {"grid": grid, "since": since}):
        yield row.case_id, row.message_id, row.role


def people_of_known(connection: Connection, grid: str, since: datetime) -> Iterator[tuple[int, str, str]]:
    """(case id, role, sender) of everybody who reports or supports a known case."""
    for row in connection.execute(_PEOPLE, {"grid": grid, "since": since}):
        yield row.case_id, row.role, row.sender
