"""What a backup says of itself, before all else in it."""

from __future__ import annotations

from datetime import datetime

import msgspec

from models.errors import BackupRefused
from models.schema import revisions

FORMAT = "linli-backup"
VERSION = 1
LONGEST = 1 << 20  # bytes of a manifest


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Counts, sizes and the digest of the list of members."""

    format: str = FORMAT
    version: int = VERSION
    product: str  # version of Linli that made it
    schema: str  # newest migration of the database in it
    database: str  # sqlite or postgresql
    made_at: datetime  # of the database's snapshot
    counts: dict[str, int]  # rows by table
    photos: int  # files in the media folder, thumbnails included
    photos_missing: int  # named by the database, and not in the folder when the backup was made
    members: int  # lines of the list
    member_bytes: int  # of all members in the list
    config_sha256: str  # of config.yaml, which comes before the list; "" without one
    index_bytes: int
    index_sha256: str


def written(manifest: Manifest) -> bytes:
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"


def read_manifest(data: bytes) -> Manifest:
    """Checked against what this version of the program understands. Raises BackupRefused."""
    try:
        basics = msgspec.json.decode(data)
        known = isinstance(basics, dict) and basics.get("format") == FORMAT
        if known and isinstance(basics["version"], int) and basics["version"] > VERSION:
            raise BackupRefused(
                f"its format {basics['version']} is newer than this program's {VERSION}: install a newer Linli"
            )
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, KeyError) as error:
        raise BackupRefused(f"this is no backup of Linli: its manifest cannot be read ({error})") from error
    if not known:
        raise BackupRefused("this is no backup of Linli: its manifest says otherwise")
    if manifest.schema not in revisions():
        raise BackupRefused(
            f"its database has schema {manifest.schema}, which this program does not know: install Linli"
            f" {manifest.product} or newer"
        )
    return manifest
