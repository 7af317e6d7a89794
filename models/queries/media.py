"""Facts about photos; the photos themselves lie in the media folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from models.tables import media


def note_photo(connection: Connection, values: dict[str, Any], now: datetime) -> None:
    """Remember a photo the first time that it is seen; the row is held, so that nobody forgets it meanwhile."""
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    query = make(media).values(**values, first_seen=now)
    connection.execute(query.on_conflict_do_update(index_elements=["hash"], set_={"hash": values["hash"]}))


def unknown_of(connection: Connection, hashes: Sequence[str]) -> tuple[str, ...]:
    """Those of the photos that have no row."""
    known = set(connection.scalars(select(media.c.hash).where(media.c.hash.in_(list(hashes)))))
    return tuple(photo for photo in hashes if photo not in known)


def note_file(connection: Connection, sha256: str, now: datetime) -> None:
    """Remember a file of which nothing else is known."""
    note_photo(connection, {"hash": sha256, "width": 0, "height": 0, "bytes": 0, "dhash": "0" * 16}, now)
