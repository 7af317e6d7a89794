"""Erase one person, in one transaction, as often as it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from handlers.erasing.others import Where, erase_from_others
from handlers.erasing.own import blank_cases, blank_messages, forget_photos, unaddress
from handlers.wording.erasure import Traces
from models.errors import LinliError
from models.queries.persons import Identity, bound_staff, by, cases_of, names_of
from models.queries.search import keep_words, squeeze, words_changed
from models.tables import audit, message

ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Erased:
    """How much went; `photos` are the hashes whose files have to go from the media folder once this is committed."""

    messages: int
    others: int  # messages, answers and timeline lines of others that held a copy, a quote or the name
    cases: int
    photos: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.messages or self.others or self.cases)


def erase(connection: Connection, identity: Identity, who: str, now: datetime) -> Erased:
    """Blank what the person said and is called, wherever it stands; cases keep number, category, house and timeline.

    Raises LinliError for a member of staff, whose words are records of what was done.
    """
    identities = [identity]
    staff = bound_staff(connection, identities)
    if staff:
        raise LinliError(f"{', '.join(staff)}: is staff -> bind the post to somebody else first")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")  # the bytes go too, and not only the row
    names = names_of(connection, identities)
    mine = list(connection.execute(select(message).where(by(identities, names))).mappings())
    cases = cases_of(connection, identities, [row["id"] for row in mine])
    photos = tuple(sorted({row["photo"] for row in mine if row["photo"]}))
    where = Where(frozenset(row["group_id"] for row in mine if row["group_id"]), cases)
    blank_messages(connection, mine, now)
    blank_cases(connection, identities, cases, [row["id"] for row in mine])
    unaddress(connection, identities)
    forget_photos(connection, photos)
    others = erase_from_others(connection, Traces.of([row["text"] for row in mine], names), where, mine)
    words_changed(connection, *cases)
    keep_words(connection)
    squeeze(connection)
    erased = Erased(len(mine), others, len(cases), photos)
    if erased:
        note = f"{erased.messages} messages, {erased.others} traces, {erased.cases} cases, {len(photos)} photos"
        connection.execute(insert(audit).values(at=now, what=ERASED, who=who, note=note))
    return erased
