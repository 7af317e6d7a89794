"""The person's own messages, photos, and the places in cases that name the person."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, select, update

from handlers.wording.mask import mask
from models.queries.persons import Identity, is_on
from models.tables import audit, case, case_event, case_message, case_person, media, message, outbox

GONE = "erased"
BLANK: dict[str, Any] = {
    "sender": "",
    "sender_name": "",
    "text": "",
    "quote_name": None,
    "quote_text": None,
    "quote_id": None,
    "photo": None,
    "extra": None,
    "failure": None,
    "held": None,
    "sealed": None,
    "outcome": GONE,
}


def blank_messages(connection: Connection, mine: Collection[RowMapping], now: datetime) -> None:
    """The rows stay, so that a repeat is still one; a private chat is called after the person and gets another name."""
    for row in mine:
        values = {**BLANK, "handled_at": row["handled_at"] or now}
        if row["group_id"] is None:
            values["chat"] = GONE
        if row["group_id"] is None or row["external_id"].startswith("fp-"):  # an id of ours is made of the words
            values["external_id"] = f"{GONE}-{row['id']}"
        connection.execute(update(message).where(message.c.id == row["id"]).values(**values))


def blank_cases(
    connection: Connection, identities: Collection[Identity], cases: Collection[int], mine: Collection[int]
) -> None:
    """Who was on the case stays a number; the words that opened it go, the house stays without the flat."""
    connection.execute(update(case_message).where(case_message.c.message_id.in_(mine)).values(note=""))
    said = case_event.c.message_id.in_(mine)
    connection.execute(update(case_event).where(said, case_event.c.staff_id == "").values(reason=""))
    # The columns as they were hold the words; a step from before cannot be taken back any more.
    connection.execute(update(case_event).where(case_event.c.case_id.in_(cases)).values(before=None))
    for row in connection.execute(select(case.c.id, case.c.place, case.c.why).where(case.c.id.in_(cases))).all():
        why = {**row.why, "words": [], "notes": []} if row.why else {}
        connection.execute(update(case).where(case.c.id == row.id).values(place=mask(row.place), why=why))
    for case_id in connection.scalars(select(case_person.c.case_id).where(is_on(identities)).distinct()).all():
        values = {"sender": f"{GONE}-{_count(connection, case_id)}", "name": ""}
        own = update(case_person).where(case_person.c.case_id == case_id, is_on(identities))
        connection.execute(own.values(**values))


def _count(connection: Connection, case_id: int) -> int:
    """How many people of a case are erased already: the next one's number."""
    query = select(case_person.c.sender).where(case_person.c.case_id == case_id, case_person.c.sender.like(f"{GONE}-%"))
    return len(connection.scalars(query).all())


def unaddress(connection: Connection, identities: Collection[Identity]) -> None:
    """What was said to the person in private, and who was refused."""
    for channel, sender in identities:
        told = (outbox.c.audience == "person") & (outbox.c.channel == channel) & (outbox.c.target == sender)
        connection.execute(delete(outbox).where(told))
        connection.execute(update(audit).where(audit.c.who == f"{channel}:{sender}"[:160]).values(who=GONE))


def forget_photos(connection: Connection, photos: Collection[str]) -> None:
    """Also where somebody else sent the same picture on; what waits to be sent with it is not sent."""
    connection.execute(update(message).where(message.c.photo.in_(photos)).values(photo=None))
    shown = outbox.c.photo.in_(photos)
    waiting = update(outbox).where(shown, outbox.c.state == "queued")
    connection.execute(waiting.values(state="dropped", error=GONE))
    connection.execute(update(outbox).where(shown).values(photo=None))
    connection.execute(delete(media).where(media.c.hash.in_(photos)))
