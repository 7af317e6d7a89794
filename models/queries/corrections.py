"""What staff put right, read off the timeline. Steps that were taken back do not count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, or_, select

from models.case import Case, Event
from models.queries.cases import cases_where
from models.queries.rows import to_event
from models.status import Move, State
from models.tables import case, case_event, case_message, message

# The columns that a correction is about, by the move that corrects them.
ABOUT = {
    Move.VOID: ("state",),
    Move.MERGE: ("state",),
    Move.REGISTER: ("state",),
    Move.CORRECT: ("category", "place", "urgency"),
}
MOST_CASES = 100_000
MOST_CHAT = 20_000
AT_ONCE = 5_000  # ids in one question to the database


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing about a case that a member of staff put right. What had opened the case stands in `case.why`."""

    case: Case  # as it stands now
    move: Move  # void: it was none; merge: it was known; register: it was missed; correct: a column was wrong
    column: str
    wrong: str
    right: str
    by: str  # staff id
    at: datetime
    words: str  # what the person said


def corrections(connection: Connection) -> tuple[Correction, ...]:
    """Every correction that stands, oldest first."""
    touched = select(case_event.c.case_id).where(case_event.c.staff_id != "", case_event.c.move.in_(list(ABOUT)))
    cases = {one.id: one for one in cases_where(connection, case.c.id.in_(touched), limit=MOST_CASES)}
    query = select(case_event).where(case_event.c.case_id.in_(touched), case_event.c.undone_at.is_(None))
    by_case: defaultdict[int, list[Event]] = defaultdict(list)
    for row in connection.execute(query.order_by(case_event.c.id)).mappings():
        by_case[row["case_id"]].append(to_event(row))
    found = [one for case_id, events in by_case.items() for one in _of_case(cases[case_id], events)]
    return tuple(sorted(found, key=lambda one: (one.at, one.case.id)))


def _of_case(corrected: Case, events: list[Event]) -> Iterator[Correction]:
    """Backwards from what the case says now: each step knows the columns as they were before it."""
    now = {column: str(getattr(corrected, column)) for columns in ABOUT.values() for column in columns}
    for event in reversed(events):
        before = event.before or {}
        for column in now.keys() & before.keys():
            wrong, right = str(before[column] or ""), now[column]
            now[column] = wrong
            if event.staff_id and wrong != right and column in ABOUT.get(Move(event.move), ()):
                yield Correction(
                    corrected, Move(event.move), column, wrong, right, event.staff_id, event.at, event.reason
                )


def cases_that_stood(connection: Connection) -> tuple[Case, ...]:
    """Cases that somebody has answered or ended, and that are cases still."""
    gone = [State.VOID.value, State.MERGED.value]
    answered = or_(case.c.first_word_at.is_not(None), case.c.closed_at.is_not(None))
    return cases_where(connection, answered, case.c.state.not_in(gone), limit=MOST_CASES)


def words_of(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """The words of messages, as far as they are kept."""
    found: dict[int, str] = {}
    waiting = iter(sorted(ids))
    while some := list(islice(waiting, AT_ONCE)):
        query = select(message.c.id, message.c.text).where(message.c.id.in_(some), message.c.text != "")
        found.update({row.id: row.text for row in connection.execute(query)})
    return found


def chat_without_case(connection: Connection) -> tuple[str, ...]:
    """What residents said in the groups and no case came of, without what was doubtful; the newest of it."""
    linked = select(case_message.c.message_id)
    query = select(message.c.text).where(
        message.c.group_id.is_not(None),
        message.c.staff_id.is_(None),
        message.c.is_bot.is_(False),
        message.c.held.is_(None),
        message.c.text != "",
        message.c.id.not_in(linked),
    )
    return tuple(connection.scalars(query.order_by(message.c.id.desc()).limit(MOST_CHAT)))


def nicknames(connection: Connection) -> frozenset[str]:
    """Every name under which anybody has written."""
    return frozenset(name for name in connection.scalars(select(message.c.sender_name).distinct()) if name)
