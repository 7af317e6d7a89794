"""What was said, and what of it belongs to which case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from models.case import Message
from models.months import month_of
from models.queries.rows import to_message
from models.queries.search import words_changed
from models.tables import case_message, case_person, message

_NEW: dict[str, Any] = {"handled_at": None, "attempts": 0, "failure": None, "held": None}
_KEY = (message.c.id, message.c.channel, message.c.chat, message.c.external_id)
_INSERT = {
    "sqlite": sqlite.insert(message).on_conflict_do_nothing().returning(*_KEY),
    "postgresql": postgresql.insert(message).on_conflict_do_nothing().returning(*_KEY),
}
_SETTLE = (
    update(message).where(message.c.id == bindparam("of")).values(handled_at=bindparam("at"), outcome=bindparam("did"))
)


def insert_or_ignore(connection: Connection, table: object) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that does nothing where a unique key is taken, in the words of the database at hand."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return make(table).on_conflict_do_nothing()  # type: ignore[arg-type]


MOST_TRIES = 3  # then a message is set aside with its reason


def insert_new(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[Message | None]:
    """The rows as stored messages, in their order; None for each that was stored before and needs nothing more.

    One that was stored but not handled yet is told again: whoever stored it may have died before it was handled.
    """
    if not rows:
        return []
    stored = connection.execute(_INSERT[connection.dialect.name], rows)
    ids = {(channel, chat, external_id): number for number, channel, chat, external_id in stored}
    found: list[Message | None] = []
    for row in rows:
        number = ids.pop((row["channel"], row["chat"], row["external_id"]), None)
        found.append(_waiting(connection, row) if number is None else Message(id=number, **row, **_NEW))
    return found


def _waiting(connection: Connection, row: Mapping[str, Any]) -> Message | None:
    """What is stored under a channel's id for a message, where it waits to be handled; held like `get_message`."""
    found = stored_as(connection, row["channel"], row["chat"], row["external_id"], hold=True)
    return found if found is not None and waits(found) else None


def stored_as(
    connection: Connection, channel: str, chat: str, external_id: str, *, hold: bool = False
) -> Message | None:
    """The message that is stored under a channel's id; `hold`: until the end of the transaction."""
    query = select(message).where(message.c.channel == channel, message.c.chat == chat)
    query = query.where(message.c.external_id == external_id)
    row = connection.execute(query.with_for_update() if hold else query).mappings().first()
    return to_message(row) if row is not None else None


def waits(stored: Message) -> bool:
    """Whether a message is neither handled nor set aside."""
    return stored.handled_at is None and stored.attempts < MOST_TRIES


def get_message(connection: Connection, message_id: int) -> Message:
    """The message, held until the end of the transaction: another process may have been given it too."""
    row = connection.execute(select(message).where(message.c.id == message_id).with_for_update()).mappings().one()
    return to_message(row)


def messages_by_id(connection: Connection, ids: Sequence[int]) -> tuple[Message, ...]:
    query = select(message).where(message.c.id.in_(list(ids))).order_by(message.c.id)
    return tuple(to_message(row) for row in connection.execute(query).mappings())


def links_of_messages(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """For each message the cases that it belongs to."""
    query = select(case_message.c.message_id, case_message.c.case_id).where(case_message.c.message_id.in_(list(ids)))
    links: dict[int, tuple[int, ...]] = {}
    for message_id, case_id in connection.execute(query):
        links[message_id] = (*links.get(message_id, ()), case_id)
    return links


def messages_of_case(connection: Connection, case_id: int, *roles: str) -> tuple[Message, ...]:
    """The messages of a case in the order they were said, of the given roles or of all."""
    query = select(message).join(case_message, case_message.c.message_id == message.c.id)
    query = query.where(case_message.c.case_id == case_id)
    if roles:
        query = query.where(case_message.c.role.in_(roles))
    rows = connection.execute(query.order_by(message.c.id)).mappings()
    return tuple(to_message(row) for row in rows)


def link_message(connection: Connection, case_id: int, message_id: int, role: str, note: str = "") -> None:
    """Hang a message on a case; the first role that it got stays, except that evidence replaces support."""
    words_changed(connection, case_id)
    values = {"case_id": case_id, "message_id": message_id, "role": role, "note": note}
    connection.execute(insert_or_ignore(connection, case_message).values(**values))
    if role == "evidence":
        connection.execute(
            update(case_message)
            .where(case_message.c.case_id == case_id, case_message.c.message_id == message_id)
            .where(case_message.c.role == "support")
            .values(role=role)
        )


def unlink_shared(connection: Connection, case_id: int, other: int, note: str) -> None:
    """Take off a case whatever hangs on another one too and came with that note."""
    words_changed(connection, case_id)
    shared = select(case_message.c.message_id).where(case_message.c.case_id == other)
    query = delete(case_message).where(case_message.c.case_id == case_id, case_message.c.note == note)
    connection.execute(query.where(case_message.c.message_id.in_(shared)))


def add_person(connection: Connection, case_id: int, who: Message, role: str) -> None:
    """Note who reported or supports a case; a reporter never becomes a mere supporter."""
    values = {
        "case_id": case_id,
        "channel": who.channel,
        "sender": who.sender,
        "name": who.sender_name,
        "role": role,
        "since": who.sent_at,
    }
    connection.execute(insert_or_ignore(connection, case_person).values(**values))
    if role == "reporter":
        connection.execute(
            update(case_person)
            .where(case_person.c.case_id == case_id, case_person.c.channel == who.channel)
            .where(case_person.c.sender == who.sender)
            .values(role=role)
        )


def drop_people_without_words(connection: Connection, case_id: int) -> None:
    """People of whom no message hangs on the case any more."""
    theirs = (
        select(message.c.id)
        .join(case_message, case_message.c.message_id == message.c.id)
        .where(case_message.c.case_id == case_id)
        .where(message.c.channel == case_person.c.channel, message.c.sender == case_person.c.sender)
    )
    connection.execute(delete(case_person).where(case_person.c.case_id == case_id, ~theirs.exists()))


def people_of_cases(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, frozenset[str]]]:
    """For each case its senders by role."""
    query = select(case_person.c.case_id, case_person.c.role, case_person.c.sender)
    people: dict[int, dict[str, frozenset[str]]] = {}
    for case_id, role, sender in connection.execute(query.where(case_person.c.case_id.in_(list(ids)))):
        roles = people.setdefault(case_id, {})
        roles[role] = roles.get(role, frozenset()) | {sender}
    return people


def names_in_group(connection: Connection, group_id: str, since: datetime) -> frozenset[str]:
    """Nicknames seen in a group: none of them may appear in a public text."""
    query = select(message.c.sender_name).where(
        message.c.group_id == group_id, message.c.sent_at >= since, message.c.month >= month_of(since)
    )
    return frozenset(name for name in connection.scalars(query.distinct()) if name)


def settle_messages(connection: Connection, outcomes: Mapping[int, str], at: datetime) -> None:
    """Messages, by their ids, count as handled."""
    rows = [{"of": number, "at": at, "did": outcome[:64]} for number, outcome in outcomes.items()]
    if rows:
        connection.execute(_SETTLE, rows)


def unhandled(connection: Connection, most_tries: int) -> tuple[int, ...]:
    """What was stored but not handled, in its order; what failed too often is left aside."""
    query = select(message.c.id).where(message.c.handled_at.is_(None), message.c.attempts < most_tries)
    return tuple(connection.scalars(query.order_by(message.c.id)))


def left_unhandled(connection: Connection, before: datetime) -> tuple[int, ...]:
    """What was stored before a moment, was neither handled nor set aside, and is nobody's at hand any more."""
    query = select(message.c.id).where(message.c.handled_at.is_(None), message.c.attempts < MOST_TRIES)
    return tuple(connection.scalars(query.where(message.c.received_at < before).order_by(message.c.id).limit(500)))


def note_failure(connection: Connection, message_id: int, reason: str) -> None:
    values = {"attempts": message.c.attempts + 1, "failure": reason[:2000]}
    connection.execute(update(message).where(message.c.id == message_id).values(**values))


def give_up(connection: Connection, message_id: int, reason: str) -> None:
    """Set a message aside, unless it was handled."""
    query = update(message).where(message.c.id == message_id, message.c.handled_at.is_(None))
    connection.execute(query.values(attempts=MOST_TRIES, failure=reason[:2000]))
