"""The database as of one moment, as a file, with what has to be known about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from bot.backup.manifest import Manifest
from models.errors import BackupRefused
from models.queries.whole import photos_named, row_counts
from models.schema import current


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of the database; `photos` is a file with the hash of each photo that it names, one a line."""

    database: str  # sqlite or postgresql
    path: Path
    photos: Path
    schema: str
    counts: dict[str, int]


def look_into(connection: Connection, database: str, path: Path) -> Snapshot:
    """Counts and photos as this connection sees them."""
    schema = current(connection)
    if schema is None:
        raise BackupRefused("the database is empty, there is nothing to back up -> linli run or linli migrate first")
    photos = path.with_name("photos.txt")
    with photos.open("w", encoding="ascii") as lines:
        lines.writelines(f"{sha256}\n" for sha256 in photos_named(connection))
    return Snapshot(database, path, photos, schema, row_counts(connection))


def compare(connection: Connection, manifest: Manifest) -> None:
    """Raises BackupRefused where schema or counts differ from what the manifest says."""
    if current(connection) != manifest.schema or row_counts(connection) != manifest.counts:
        raise BackupRefused(
            "the database in the backup is not the one that its manifest speaks of -> take another copy"
        )
