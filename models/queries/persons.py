"""Who a person is in the channels, and where that person's words are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, union

from models.tables import case, case_message, case_person, message, staff_binding

Identity = tuple[str, str]  # channel, sender


@dataclass(frozen=True, slots=True)
class Known:
    """One identity with the nicknames that it was seen under, and how many messages it has written."""

    channel: str
    sender: str
    names: tuple[str, ...]
    messages: int


def known_as(connection: Connection, *, sender: str = "", group: str = "", name: str = "") -> tuple[Known, ...]:
    """Identities by their id, or by a nickname in a group; our own and forwarded ones are none."""
    if sender:
        said, on = message.c.sender == sender, case_person.c.sender == sender
    else:
        said = and_(message.c.group_id == group, message.c.sender_name == name)
        on = and_(case.c.group_id == group, case_person.c.name == name)
    wrote = select(message.c.channel, message.c.sender).where(said, message.c.is_bot.is_(False))
    # Of an old case the people are still known where the words are not.
    part = select(case_person.c.channel, case_person.c.sender).join(case, case.c.id == case_person.c.case_id).where(on)
    found = {(row.channel, row.sender) for row in connection.execute(union(wrote, part))}
    people = sorted(one for one in found if one[1] and not one[1].startswith("forward:"))
    return tuple(_known(connection, *one) for one in people)


def _known(connection: Connection, channel: str, sender: str) -> Known:
    count = connection.scalar(select(func.count()).select_from(message).where(by([(channel, sender)])))
    return Known(channel, sender, tuple(sorted(names_of(connection, [(channel, sender)]))), int(count or 0))


def bound_staff(connection: Connection, identities: Collection[Identity]) -> tuple[str, ...]:
    """The members of staff among them."""
    query = select(staff_binding.c.channel, staff_binding.c.sender, staff_binding.c.staff_id)
    return tuple(row.staff_id for row in connection.execute(query) if (row.channel, row.sender) in set(identities))


def by(identities: Collection[Identity], names: Collection[str] = ()) -> ColumnElement[bool]:
    """Messages of these identities, and lines of forwarded records that bear these names."""
    own = [and_(message.c.channel == channel, message.c.sender == sender) for channel, sender in identities]
    return or_(*own, message.c.sender.in_([f"forward:{name}" for name in names]))


def is_on(identities: Collection[Identity]) -> ColumnElement[bool]:
    """Rows of case_person that are about these identities."""
    return or_(*(and_(case_person.c.channel == channel, case_person.c.sender == who) for channel, who in identities))


def names_of(connection: Connection, identities: Collection[Identity]) -> frozenset[str]:
    """Every nickname that is stored of the person."""
    said = connection.scalars(select(message.c.sender_name).where(by(identities)).distinct()).all()
    kept = connection.scalars(select(case_person.c.name).where(is_on(identities)).distinct()).all()
    return frozenset(filter(None, (*said, *kept)))


def cases_of(connection: Connection, identities: Collection[Identity], ids: Collection[int]) -> frozenset[int]:
    """Cases that the person is on, or that these messages hang on."""
    people = connection.scalars(select(case_person.c.case_id).where(is_on(identities)))
    links = connection.scalars(select(case_message.c.case_id).where(case_message.c.message_id.in_(list(ids))))
    return frozenset((*people, *links))
