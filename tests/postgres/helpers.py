"""Rows for tests that look at the database itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, insert, select, text

from models.tables import case, case_message, message

JANUARY = datetime(2026, 1, 20, 9, tzinfo=UTC)


def say(external_id: str, sent_at: datetime, **more: object) -> Callable[[Connection], int]:
    """One message of a resident, as it would be stored."""
    values = {
        "channel": "c",
        "chat": "room",
        "external_id": external_id,
        "group_id": "g",
        "sender": "zhang",
        "sender_name": "张阿姨",
        "kind": "text",
        "text": external_id,
        "sent_at": sent_at,
        "received_at": sent_at,
        **more,
    }

    def change(connection: Connection) -> int:
        key = connection.execute(insert(message).values(**values)).inserted_primary_key
        assert key is not None
        return int(key[0])

    return change


def case_of(message_id: int, at: datetime, number: int = 1, **more: object) -> Callable[[Connection], int]:
    """A case with one message of evidence."""
    due = at + timedelta(days=1)
    values = {
        **dict.fromkeys(("first_due", "solve_due", "answer_due", "work_due"), due),
        **{"number": number, "grid": "grid", "group_id": "g", "source": "group", "channel": "c", "category": "light"},
        **{"place": "8幢", "urgency": "normal", "kind": "report", "private": False, "state": "registered"},
        **{"holder": "grid", "why": {}, "opened_at": at, "updated_at": at, "pauses": []},
        **more,
    }

    def change(connection: Connection) -> int:
        key = connection.execute(insert(case).values(**values)).inserted_primary_key
        assert key is not None
        link = {"case_id": key[0], "message_id": message_id, "role": "evidence", "note": ""}
        connection.execute(insert(case_message).values(**link))
        return int(key[0])

    return change


def where_messages_lie(connection: Connection) -> dict[str, str]:
    """external id -> the partition that the message is in."""
    rows = connection.execute(text("SELECT external_id, tableoid::regclass::text AS place FROM message ORDER BY id"))
    return {row.external_id: row.place for row in rows}


def texts(connection: Connection) -> list[str]:
    return list(connection.scalars(select(message.c.text).order_by(message.c.id)))
