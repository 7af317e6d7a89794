"""What the leader's desk asks beside cases: who is bound, how groups are, what was audited."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from models.months import month_of
from models.queries.among import among
from models.queries.behind import Condition
from models.queries.cases import IS_OPEN
from models.tables import audit, case, group_binding, message, staff_binding


@dataclass(frozen=True, slots=True)
class Audited:
    """One line of the audit, newest first."""

    id: int
    at: datetime
    what: str
    who: str
    case_id: int | None
    note: str


def bound_since(connection: Connection, staff_ids: Collection[str]) -> dict[str, datetime]:
    """When each of the staff was bound first; those who are not bound are missing."""
    query = select(staff_binding.c.staff_id, func.min(staff_binding.c.bound_at))
    query = query.where(staff_binding.c.staff_id.in_(list(staff_ids))).group_by(staff_binding.c.staff_id)
    return {row[0]: row[1] for row in connection.execute(query)}


def open_by(connection: Connection, column: ColumnElement[str], here: Condition) -> dict[str, int]:
    """How many open cases there are for each value of a column."""
    query = select(column, func.count()).where(IS_OPEN, here).group_by(column)
    return {row[0]: row[1] for row in connection.execute(query)}


def groups_bound(connection: Connection, groups: Collection[str]) -> frozenset[str]:
    query = select(group_binding.c.group_id).where(group_binding.c.group_id.in_(list(groups)))
    return frozenset(connection.scalars(query))


def spoke_last(connection: Connection, group: str) -> datetime | None:
    """When anybody last wrote in a group."""
    query = select(message.c.sent_at).where(message.c.group_id == group).order_by(message.c.id.desc()).limit(1)
    return connection.scalar(query)


def messages_since(connection: Connection, groups: Collection[str], since: datetime) -> dict[str, int]:
    """How many messages each group has had since."""
    lately = and_(message.c.sent_at >= since, message.c.month >= month_of(since))
    query = select(message.c.group_id, func.count()).where(message.c.group_id.in_(list(groups)), lately)
    return {str(row[0]): row[1] for row in connection.execute(query.group_by(message.c.group_id))}


def audited(
    connection: Connection,
    conditions: Sequence[Condition],
    staff_ids: Collection[str] | None,
    here: Condition,
    after: int,
    limit: int,
) -> list[Audited]:
    """Lines by these members of staff or about cases that are here; `staff_ids` None: every line."""
    query = select(*(audit.c[name] for name in Audited.__slots__)).where(*conditions)
    if staff_ids is not None:
        cases = select(case.c.id).where(here)
        query = query.where(or_(among(connection, audit.c.who, staff_ids), audit.c.case_id.in_(cases)))
    if after:
        query = query.where(audit.c.id < after)
    return [Audited(*row) for row in connection.execute(query.order_by(audit.c.id.desc()).limit(limit))]
