"""Delete what is no longer needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, delete, or_, select, update

from models.months import month_of
from models.queries.months import by_month
from models.queries.search import forget_words, squeeze
from models.status import ENDED
from models.tables import audit, case, case_event, case_message, case_person, job_run, media, message, outbox, prompt


def delete_chat(connection: Connection, before: datetime) -> int:
    """Messages that belong to no case; how many.

    Where messages are kept by month, whole months are left to `models.queries.months.forget_months`.
    """
    linked = select(case_message.c.message_id)
    query = delete(message).where(message.c.sent_at < before, message.c.id.not_in(linked))
    if by_month(connection):
        query = query.where(message.c.month >= month_of(before))
    return connection.execute(query).rowcount


def delete_quotes(connection: Connection, before: datetime) -> None:
    """What messages of cases quote: the words of others, which go when chat goes, unless a case has them anyway."""
    old = and_(message.c.sent_at < before, or_(message.c.quote_text.is_not(None), message.c.quote_name.is_not(None)))
    connection.execute(update(message).where(old).values(quote_name=None, quote_text=None))


def blank_ended_cases(connection: Connection, before: datetime) -> int:
    """Words, names and photos of cases that ended long ago; the rows stay, so that the figures still add up."""
    old = select(case.c.id).where(case.c.closed_at < before, case.c.state.in_([state.value for state in ENDED]))
    words = select(case_message.c.message_id).where(case_message.c.case_id.in_(old))
    still_needed = select(case_message.c.message_id).where(case_message.c.case_id.not_in(old))
    query = update(message).where(message.c.id.in_(words), message.c.id.not_in(still_needed), message.c.sender != "")
    blank = {"text": "", "sender": "", "sender_name": "", "quote_name": None, "quote_text": None, "photo": None}
    connection.execute(delete(case_person).where(case_person.c.case_id.in_(old)))
    if forget_words(connection, old):
        squeeze(connection)
    connection.execute(update(case_event).where(case_event.c.case_id.in_(old)).values(reason="", before=None))
    connection.execute(update(case).where(case.c.id.in_(old)).values(place="", promise="", why={}))
    return connection.execute(query.values(**blank, extra=None, held=None, sealed=None, failure=None)).rowcount


def delete_outbox(connection: Connection, before: datetime) -> None:
    """What was settled before then, and what has waited for somebody since before then."""
    never_sent = and_(outbox.c.settled_at.is_(None), outbox.c.created_at < before)
    connection.execute(delete(outbox).where(or_(outbox.c.settled_at < before, never_sent)))


def delete_prompts(connection: Connection, before: datetime) -> None:
    connection.execute(delete(prompt).where(prompt.c.asked_at < before))


def delete_audit(connection: Connection, before: datetime) -> None:
    connection.execute(delete(audit).where(audit.c.at < before))


def delete_job_runs(connection: Connection, before: datetime) -> None:
    connection.execute(delete(job_run).where(job_run.c.fire_time < before))


def unused_photos(connection: Connection) -> tuple[str, ...]:
    """Hashes of photos that no message shows any more, and none that is still to be sent."""
    shown = select(message.c.photo).where(message.c.photo.is_not(None))
    waits = select(outbox.c.photo).where(outbox.c.photo.is_not(None), outbox.c.settled_at.is_(None))
    return tuple(connection.scalars(select(media.c.hash).where(media.c.hash.not_in(shown.union(waits)))))


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
