"""The months of messages on PostgreSQL: made before they begin, dropped when nothing of them is needed any more.

Each of these changes locks the table of messages for as long as its transaction lasts, so each is one by itself. On
SQLite, which keeps one table, they do nothing.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, column, delete, select, table, text, update

from models.months import KEPT, month_of, months_from
from models.tables import case_message, message

AHEAD = 3  # the present month and two more: a program that is away for a month finds its partition all the same
PREFIX = "message_"
PARTITIONS = text(
    "SELECT relname FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = 'message'::regclass"
)
OTHER = table("message_other", column("id"), column("month"), column("sent_at"))  # of months without a partition
PATIENCE = "2s"  # whoever waits for the whole table makes everybody else wait: rather another time, after the backup


def by_month(connection: Connection) -> bool:
    """Whether this database keeps messages by month."""
    return connection.dialect.name == "postgresql"


def months_kept(connection: Connection) -> tuple[int, ...]:
    """The months that have a partition, oldest first."""
    numbers = (name.removeprefix(PREFIX) for name in connection.scalars(PARTITIONS))
    return tuple(sorted(int(number) for number in numbers if number.isdigit()))


def make_months(connection: Connection, now: datetime) -> tuple[int, ...]:
    """Partitions for this month and those to come; which were missing. Messages that came before theirs move in."""
    if not by_month(connection):
        return ()
    _one_at_a_time(connection)
    there = months_kept(connection)
    missing = tuple(month for month in months_from(now, AHEAD) if month not in there)
    for month in missing:
        _make(connection, month)
    _as_before(connection)
    return missing


def _one_at_a_time(connection: Connection) -> None:
    connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('linli months'))"))


def _as_before(connection: Connection) -> None:
    for limit in ("lock_timeout", "statement_timeout"):  # the transaction may hold others' changes
        connection.execute(text(f"SET LOCAL {limit} = DEFAULT"))


def _make(connection: Connection, month: int) -> None:
    # Filled and checked first, attached last: whoever reads or writes other months waits only for the attaching.
    name = f"{PREFIX}{month:06}"
    early = select(OTHER).where(OTHER.c.month == month)
    connection.exec_driver_sql(f"CREATE TABLE {name} (LIKE message INCLUDING DEFAULTS)")
    connection.exec_driver_sql("LOCK TABLE message_other IN ACCESS EXCLUSIVE MODE")
    columns = ", ".join(column.name for column in message.columns)
    moved = f"INSERT INTO {name} ({columns}) SELECT {columns} FROM message_other WHERE month = {month}"  # noqa: S608
    if connection.execute(early.limit(1)).first() is not None:
        connection.exec_driver_sql(moved)
        connection.execute(delete(OTHER).where(OTHER.c.month == month))
    connection.exec_driver_sql(f"ALTER TABLE message ATTACH PARTITION {name} FOR VALUES IN ({month})")


def forget_months(connection: Connection, before: datetime) -> tuple[int, ...]:
    """Drop the months that ended before then; which. What hangs on cases moves to the partition of what is kept."""
    if not by_month(connection):
        return ()
    _one_at_a_time(connection)
    linked = select(case_message.c.message_id)
    connection.execute(delete(OTHER).where(OTHER.c.sent_at < before, OTHER.c.id.not_in(linked)))
    old = tuple(month for month in months_kept(connection) if month < month_of(before))
    for month in old:
        connection.execute(update(message).where(message.c.month == month, message.c.id.in_(linked)).values(month=KEPT))
        connection.exec_driver_sql(f"ALTER TABLE message DETACH PARTITION {PREFIX}{month:06}")
        connection.exec_driver_sql(f"DROP TABLE {PREFIX}{month:06}")
    _as_before(connection)
    return old
