"""Delete what is no longer needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from models.months import month_of
from models.queries.months import by_month
from models.status import ENDED
from models.tables import case, case_event, case_message, case_person, job_run, media, message, outbox


def delete_chat(connection: Connection, before: datetime) -> int:
    """Messages that belong to no case; how many.

    Where messages are kept by month, whole months are left to `models.queries.months.forget_months`.
    """
    linked = select(case_message.c.message_id)
    query = delete(message).where(message.c.sent_at < before, message.c.id.not_in(linked))
    if by_month(connection):
        query = query.where(message.c.month >= month_of(before))
    return connection.execute(query).rowcount


def blank_ended_cases(connection: Connection, before: datetime) -> int:
    """Words, names and photos of cases that ended long ago; the rows stay, so that the figures still add up."""
    old = select(case.c.id).where(case.c.closed_at < before, case.c.state.in_([state.value for state in ENDED]))
    words = select(case_message.c.message_id).where(case_message.c.case_id.in_(old))
    still_needed = select(case_message.c.message_id).where(case_message.c.case_id.not_in(old))
    query = update(message).where(message.c.id.in_(words), message.c.id.not_in(still_needed), message.c.sender != "")
    blank = {"text": "", "sender": "", "sender_name": "", "quote_name": None, "quote_text": None, "photo": None}
    connection.execute(delete(case_person).where(case_person.c.case_id.in_(old)))
    connection.execute(update(case_event).where(case_event.c.case_id.in_(old)).values(reason="", before=None))
    connection.execute(update(case).where(case.c.id.in_(old)).values(place="", promise="", why={}))
    return connection.execute(query.values(**blank, extra=None, held=None, sealed=None, failure=None)).rowcount


def delete_outbox(connection: Connection, before: datetime) -> None:
    connection.execute(delete(outbox).where(outbox.c.settled_at < before))


def delete_job_runs(connection: Connection, before: datetime) -> None:
    connection.execute(delete(job_run).where(job_run.c.fire_time < before))


def unused_photos(connection: Connection) -> tuple[str, ...]:
    """Hashes of photos that no message shows any more."""
    shown = select(message.c.photo).where(message.c.photo.is_not(None))
    return tuple(connection.scalars(select(media.c.hash).where(media.c.hash.not_in(shown))))


def forget_photos(connection: Connection, hashes: Sequence[str]) -> tuple[str, ...]:
    """Forget those photos that still no message shows; which they are.

    Their rows are held first and looked at then: a message that shows one of them is either there already or waits.
    """
    held = select(media.c.hash).where(media.c.hash.in_(list(hashes))).order_by(media.c.hash).with_for_update()
    ours = list(connection.scalars(held))
    shown = set(connection.scalars(select(message.c.photo).where(message.c.photo.in_(ours))))
    gone = tuple(photo for photo in ours if photo not in shown)
    connection.execute(delete(media).where(media.c.hash.in_(gone)))
    return gone
