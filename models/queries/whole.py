"""Facts about a database as a whole, for whoever copies it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, inspect, select, table

from models.photo import DRAWN
from models.tables import media, message, outbox

REVISION_TABLE = "alembic_version"


def table_names(connection: Connection) -> tuple[str, ...]:
    """Every table there is, ours or not, in the order of the alphabet."""
    return tuple(sorted(inspect(connection).get_table_names()))


def row_counts(connection: Connection) -> dict[str, int]:
    """Rows of every table."""
    return {
        name: connection.scalar(select(func.count()).select_from(table(name))) or 0 for name in table_names(connection)
    }


def photos_named(connection: Connection) -> Iterator[str]:
    """Hashes of all photos that anything speaks of, each once, in their order; few at a time in memory."""
    of_messages = select(message.c.photo).where(message.c.photo.is_not(None))
    to_send = select(outbox.c.photo).where(outbox.c.photo.not_like(f"{DRAWN}%"))
    named = select(media.c.hash).union(of_messages, to_send).subquery()
    query = select(named.c.hash).order_by(named.c.hash).execution_options(yield_per=1000)
    yield from connection.scalars(query)
