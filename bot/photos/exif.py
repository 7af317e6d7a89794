"""When and where a photo was taken and which way is up, as far as its file says so. Nothing here trusts the file."""

from __future__ import annotations

import datetime as dt
import re
import struct
from collections.abc import Callable
from typing import Any, TypeVar

from PIL import ExifTags, Image

T = TypeVar("T")

CHINA = dt.timezone(dt.timedelta(hours=8))  # cameras that tell no offset are taken to be here
WHEN = re.compile(r"(\d{4}:\d\d:\d\d \d\d:\d\d:\d\d)")
OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")
# What Pillow and arithmetic raise over tags that somebody made up; a photo is good without them.
UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    Warning,
    struct.error,
)
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def time_taken(image: Image.Image) -> dt.datetime | None:
    """The camera's time in UTC; None where it is missing or makes no sense."""
    return _or_none(_time_taken, image)


def place_taken(image: Image.Image) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, WGS-84; Chinese maps shift theirs (GCJ-02), so convert before comparing."""
    return _or_none(_place_taken, image)


def turn(image: Image.Image) -> Image.Transpose | None:
    """What brings the picture upright; None where it is already."""
    return _or_none(lambda it: UPRIGHT.get(it.getexif().get(ExifTags.Base.Orientation, 1)), image)


def _or_none(read: Callable[[Image.Image], T | None], image: Image.Image) -> T | None:
    try:
        return read(image)
    except UNREADABLE:
        return None


def _time_taken(image: Image.Image) -> dt.datetime | None:
    exif = image.getexif()
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    when = WHEN.match(inner.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime) or "")
    if when is None:
        return None
    local = dt.datetime.strptime(when[1], "%Y:%m:%d %H:%M:%S").replace(
        tzinfo=_zone(inner.get(ExifTags.Base.OffsetTimeOriginal))
    )
    return local.astimezone(dt.UTC)


def _zone(offset: object) -> dt.timezone:
    match = OFFSET.match(offset) if isinstance(offset, str) else None
    if match is None:
        return CHINA
    length = dt.timedelta(hours=int(match[2]), minutes=int(match[3]))
    return dt.timezone(-length if match[1] == "-" else length)


def _place_taken(image: Image.Image) -> tuple[float, float] | None:
    gps = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    latitude = _degrees(gps[ExifTags.GPS.GPSLatitude], gps.get(ExifTags.GPS.GPSLatitudeRef) == "S")
    longitude = _degrees(gps[ExifTags.GPS.GPSLongitude], gps.get(ExifTags.GPS.GPSLongitudeRef) == "W")
    # Written so that "not a number" fails; 0, 0 is what cameras write that do not know.
    known = abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude or longitude)
    return (round(latitude, 6), round(longitude, 6)) if known else None


def _degrees(parts: Any, negative: bool) -> float:
    degrees = float(parts[0]) + float(parts[1]) / 60 + float(parts[2]) / 3600
    return -degrees if negative else degrees
