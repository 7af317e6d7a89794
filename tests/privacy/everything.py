"""Everything that a database holds, as text, for tests that look for what must not be there."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from models.tables import metadata


def everything(connection: Connection) -> Iterator[tuple[str, str]]:
    """(table.column, its value as text) of every value of every table."""
    for table in metadata.sorted_tables:
        for row in connection.execute(select(table)).mappings():
            for name, value in row.items():
                shown = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
                yield f"{table.name}.{name}", shown


def places_of(connection: Connection, *words: str) -> set[str]:
    """The columns in which any of the words stands."""
    return {where for where, value in everything(connection) if any(word in value for word in words)}
