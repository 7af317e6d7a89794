"""A photo as it is kept, and whether two of them show the same picture."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

SAME_WITHIN = 6  # bits of 64: re-sent, re-encoded, scaled, brightened; not cropped, not another angle
PLAIN_WITHIN = 3  # bits: a picture so even that its hash says nothing

DRAWN = "week:"  # how a queued post names the picture of a week, with its last day; a hash cannot be taken for it


def is_drawn(name: str) -> bool:
    """Whether a name is of a picture that is drawn when it is sent, and not of a kept photo."""
    return name.startswith(DRAWN)


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo, re-encoded. Nothing of the original file is left in the copies."""

    sha256: str  # of the bytes as they arrived, 64 hex digits
    web: bytes = field(repr=False)  # JPEG
    thumb: bytes = field(repr=False)  # WebP, at most 360 pixels
    width: int  # of the web copy, pixels
    height: int
    dhash: str  # 16 hex digits; compare with same_photo()
    taken_at: dt.datetime | None = None  # UTC, by the camera's own clock
    gps: tuple[float, float] | None = None  # latitude, longitude; WGS-84, degrees

    def row(self) -> dict[str, Any]:
        """Its columns in the table `media`, but for when it was first seen."""
        latitude, longitude = self.gps or (None, None)
        return {
            "hash": self.sha256,
            "width": self.width,
            "height": self.height,
            "bytes": len(self.web),
            "dhash": self.dhash,
            "taken_at": self.taken_at,
            "latitude": None if latitude is None else f"{latitude:.6f}",
            "longitude": None if longitude is None else f"{longitude:.6f}",
        }


@dataclass(frozen=True, slots=True)
class Sticker:
    """A moving or cut-out picture: it says something, but documents nothing, and is not kept."""

    why: str


def same_photo(one: str, other: str) -> bool:
    """Whether two difference hashes are of the same picture, sent again in another size or quality.

    Hashes of nearly even pictures (night, a wall, a lens cap) are all alike, so that they match nothing.
    """
    a, b = int(one, 16), int(other, 16)
    if any(min(bits.bit_count(), 64 - bits.bit_count()) <= PLAIN_WITHIN for bits in (a, b)):
        return False
    return (a ^ b).bit_count() <= SAME_WITHIN
