"""What staff was asked and has not answered, and photos that wait for their words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from models.case import Message
from models.months import month_of
from models.tables import case_message, message, prompt


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to a member of staff."""

    id: int
    case_id: int | None
    kind: str
    asked_at: datetime
    answered_at: datetime | None
    data: dict[str, Any] | None


def last_prompt(connection: Connection, staff_id: str, kind: str, since: datetime) -> Asked | None:
    """The newest unanswered question of a kind."""
    query = (
        select(prompt)
        .where(prompt.c.staff_id == staff_id, prompt.c.kind == kind)
        .where(prompt.c.asked_at >= since, prompt.c.answered_at.is_(None))
        .order_by(prompt.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return Asked(row.id, row.case_id, row.kind, row.asked_at, row.answered_at, row.data) if row else None


def asked_times(connection: Connection, staff_id: str, case_ids: list[int]) -> dict[int, tuple[datetime, bool]]:
    """For each case when the person was last asked about it, and whether that still waits for an answer."""
    newest = (
        select(prompt.c.case_id, func.max(prompt.c.id).label("id"))
        .where(prompt.c.staff_id == staff_id, prompt.c.case_id.in_(case_ids), prompt.c.kind != "done_photo")
        .group_by(prompt.c.case_id)
        .subquery()
    )
    query = select(prompt).join(newest, newest.c.id == prompt.c.id)
    return {row.case_id: (row.asked_at, row.answered_at is None) for row in connection.execute(query)}


def mark_answered(connection: Connection, staff_id: str, case_id: int, at: datetime) -> None:
    """Everything that the person was asked about a case counts as answered, except for its photo."""
    query = update(prompt).where(prompt.c.staff_id == staff_id, prompt.c.case_id == case_id)
    connection.execute(
        query.where(prompt.c.answered_at.is_(None), prompt.c.kind != "done_photo").values(answered_at=at)
    )


def close_prompt(connection: Connection, prompt_id: int, at: datetime) -> None:
    connection.execute(update(prompt).where(prompt.c.id == prompt_id).values(answered_at=at))


def waiting_photos(connection: Connection, by: Message, since: datetime) -> tuple[int, ...]:
    """Photos of the same sender in the same chat since then that hang on no case."""
    linked = select(case_message.c.message_id)
    query = select(message.c.id).where(
        message.c.group_id.is_(None) if by.group_id is None else message.c.group_id == by.group_id,
        message.c.channel == by.channel,
        message.c.chat == by.chat,
        message.c.sender == by.sender,
        message.c.photo.is_not(None),
        message.c.sent_at >= since,
        message.c.month >= month_of(since),
        message.c.id < by.id,
        message.c.id.not_in(linked),
    )
    return tuple(connection.scalars(query.order_by(message.c.id)))
