"""What the ledger holds after a transcript, in the format that the scorer reads."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from models.case import Case
from models.queries.cases import cases_where
from models.status import State
from models.tables import case as case_table
from models.tables import case_message, message, outbox

NOT_COUNTED = (State.VOID.value, State.MERGED.value)


def predict(connection: Connection, transcript_id: str) -> dict[str, Any]:
    """Cases, questions, notices, status queries and group posts of one transcript."""
    return {
        "id": transcript_id,
        "cases": [_case(connection, case) for case in cases_counted(connection)],
        "questions": [{"n": n} for n in _heard_as(connection, "Question")],
        "notices": _heard_as(connection, "Notice"),
        "status_queries": _heard_as(connection, "StatusQuery"),
        "group_posts": posts_of(connection),
    }


def cases_counted(connection: Connection) -> tuple[Case, ...]:
    """The cases of the ledger but for those that were taken back or go on under another number."""
    return cases_where(connection, case_table.c.state.not_in(NOT_COUNTED))


def _case(connection: Connection, case: Case) -> dict[str, Any]:
    return {
        "case_id": str(case.number),
        "messages": _linked(connection, case.id, "evidence"),
        "supporters": _linked(connection, case.id, "support"),
        "category": case.category,
        "place": case.place or None,
        "urgency": case.urgency,
        "kind": case.kind,
    }


def _linked(connection: Connection, case_id: int, role: str) -> list[int]:
    query = select(message.c.external_id).join(case_message, case_message.c.message_id == message.c.id)
    query = query.where(case_message.c.case_id == case_id, case_message.c.role == role)
    return [int(n) for n in connection.scalars(query.order_by(message.c.id))]


def _heard_as(connection: Connection, decision: str) -> list[int]:
    query = select(message.c.external_id, message.c.outcome).order_by(message.c.id)
    return [int(n) for n, outcome in connection.execute(query) if decision in (outcome or "").split(", ")]


def posts_of(connection: Connection) -> list[dict[str, Any]]:
    """Posts to the group: after the message that they answer, or the newest about their case, or the last before."""
    query = select(outbox).where(outbox.c.audience == "group", outbox.c.state == "sent").order_by(outbox.c.id)
    posts = []
    for row in connection.execute(query).mappings():
        answered = select(message.c.external_id).where(message.c.id == row["message_id"])
        before = select(message.c.external_id).where(message.c.sent_at <= row["settled_at"])
        newest = before.order_by(message.c.id.desc()).limit(1)
        told = newest.join(case_message, case_message.c.message_id == message.c.id).where(
            case_message.c.case_id == row["case_id"], case_message.c.role == "evidence"
        )
        after = connection.scalar(answered) or connection.scalar(told) or connection.scalar(newest)
        if after is not None:
            posts.append({"after": int(after), "text": row["text"]})
    return posts
