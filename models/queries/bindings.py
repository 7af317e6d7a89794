"""Which rooms and people of an account are known, and which accounts have something to send."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from models.tables import group_binding, outbox, staff_binding


def rooms_of(connection: Connection, channel: str) -> dict[str, str]:
    """The group of each bound room."""
    query = select(group_binding.c.chat, group_binding.c.group_id).where(group_binding.c.channel == channel)
    return {row.chat: row.group_id for row in connection.execute(query)}


def senders_of(connection: Connection, channel: str) -> dict[str, str]:
    """The member of staff of each bound person."""
    query = select(staff_binding.c.sender, staff_binding.c.staff_id).where(staff_binding.c.channel == channel)
    return {row.sender: row.staff_id for row in connection.execute(query)}


def newest_queued(connection: Connection) -> int:
    """The highest id of all that was ever queued; 0 where nothing was."""
    return connection.scalar(select(func.max(outbox.c.id))) or 0


def accounts_with_news(connection: Connection, after: int) -> frozenset[str]:
    """The accounts that reach somebody for whom something was queued after an id."""
    fresh = outbox.c.id > after
    groups = select(group_binding.c.channel).join(outbox, outbox.c.target == group_binding.c.group_id)
    staff = select(staff_binding.c.channel).join(outbox, outbox.c.target == staff_binding.c.staff_id)
    people = select(outbox.c.channel).where(fresh, outbox.c.audience == "person")
    query = groups.where(fresh, outbox.c.audience == "group").union(
        staff.where(fresh, outbox.c.audience == "staff"), people
    )
    return frozenset(connection.scalars(query))
