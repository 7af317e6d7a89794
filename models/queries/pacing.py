"""What was said of late, by which account and to which group, and what waits until it may be said."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, update

from models.queries.outgoing import QUEUED, Waiting, as_waiting
from models.tables import outbox

# What went out, may have gone out, or would have gone out if this were no shadow pilot.
SPOKEN = ("claimed", "sent", "uncertain", "withheld")
WAITS = outbox.c.state == QUEUED


def spoken_by(connection: Connection, channel: str, since: datetime) -> tuple[datetime, ...]:
    """When an account spoke, oldest first."""
    return _moments(connection, outbox.c.channel == channel, since)


def spoken_to(connection: Connection, groups: Collection[str], since: datetime) -> dict[str, tuple[datetime, ...]]:
    """When each of the groups was spoken to, by whichever account, oldest first."""
    query = select(outbox.c.target, outbox.c.claimed_at).where(
        outbox.c.target.in_(list(groups)), outbox.c.audience == "group", *_lately(since)
    )
    heard: dict[str, tuple[datetime, ...]] = {}
    for target, at in connection.execute(query.order_by(outbox.c.claimed_at)):
        heard[target] = (*heard.get(target, ()), at)
    return heard


def put_off(connection: Connection, group_id: str, until: datetime, why: str, danger: int) -> int:
    """All that a group has still to hear, but for danger, waits until then; how many posts that were."""
    query = update(outbox).where(WAITS, outbox.c.audience == "group", outbox.c.target == group_id)
    query = query.where(outbox.c.priority != danger, outbox.c.not_before < until)
    return connection.execute(query.values(not_before=until, error=why)).rowcount


def waiting_for_group(connection: Connection, one: Waiting, limit: int = 200) -> tuple[Waiting, ...]:
    """What else a group has still to hear, in its order."""
    query = select(outbox).where(WAITS, outbox.c.audience == "group", outbox.c.target == one.target)
    query = query.where(outbox.c.id != one.id).order_by(outbox.c.priority, outbox.c.id).limit(limit)
    return tuple(as_waiting(row, one.channel, one.chat) for row in connection.execute(query).mappings())


def fold_into(connection: Connection, one: Waiting, ids: Collection[int], text: str, now: datetime) -> bool:
    """Say several posts as one: the others are settled with the id of the one that says it all.

    False, and nothing changed, where another sender has it already.
    """
    mine = update(outbox).where(outbox.c.id == one.id, WAITS)
    if not connection.execute(mine.values(text=text)).rowcount:
        return False
    values = {"state": "folded", "settled_at": now, "error": f"said with outbox={one.id}"}
    return connection.execute(update(outbox).where(outbox.c.id.in_(list(ids)), WAITS).values(**values)).rowcount > 0


def _moments(connection: Connection, which: ColumnElement[bool], since: datetime) -> tuple[datetime, ...]:
    query = select(outbox.c.claimed_at).where(which, *_lately(since)).order_by(outbox.c.claimed_at)
    return tuple(connection.scalars(query))


def _lately(since: datetime) -> tuple[ColumnElement[bool], ...]:
    return outbox.c.claimed_at > since, outbox.c.state.in_(SPOKEN)
