"""Facts about photos; the photos themselves lie in the media folder."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from models.tables import media


def note_photo(connection: Connection, values: dict[str, Any], now: datetime) -> None:
    """Remember a photo the first time that it is seen; the row is held, so that nobody forgets it meanwhile."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    query = make(media).values(**values, first_seen=now)
    connection.execute(query.on_conflict_do_update(index_elements=["hash"], set_={"hash": values["hash"]}))
