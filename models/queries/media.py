"""Facts about photos; the photos themselves lie in the media folder."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from models.queries.messages import insert_or_ignore
from models.tables import media


def note_photo(connection: Connection, values: dict[str, Any], now: datetime) -> None:
    """Remember a photo the first time that it is seen."""
    row = {**values, "first_seen": now}
    connection.execute(insert_or_ignore(connection, media).values(**row))
