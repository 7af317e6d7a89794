"""Who in a channel is which member of staff."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from models.tables import staff_binding


def staff_of_sender(connection: Connection, channel: str, sender: str) -> str | None:
    query = select(staff_binding.c.staff_id)
    return connection.scalar(query.where(staff_binding.c.channel == channel, staff_binding.c.sender == sender))


def bound_among(connection: Connection, staff_ids: Collection[str]) -> frozenset[str]:
    """Those of the given staff that are bound to some identity."""
    query = select(staff_binding.c.staff_id).where(staff_binding.c.staff_id.in_(list(staff_ids)))
    return frozenset(connection.scalars(query))
