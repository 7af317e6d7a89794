"""Pictures to send, drawn here."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import ExifTags, Image, ImageDraw

from models.settings import MediaSettings

LIMITS = MediaSettings()


def scene(width: int = 800, height: int = 600, mode: str = "RGB", seed: int = 1) -> Image.Image:
    """Something with enough in it to tell it from other scenes."""
    image = Image.new("RGB", (width, height), (90 + seed * 20 % 120, 140, 200))
    draw = ImageDraw.Draw(image)
    for step in range(12):
        left, top = (step * 97 * seed) % width, (step * 61 * (seed + 2)) % height
        colour = ((step * 53 * seed) % 256, (step * 91) % 256, (step * 17 + seed * 40) % 256)
        draw.rectangle((left, top, left + width // 4, top + height // 5), fill=colour)
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def exif(**tags: Any) -> Image.Exif:
    """when, offset, latitude, longitude (degrees, minutes, seconds), south, west, orientation, model."""
    made = Image.Exif()
    made[ExifTags.Base.Make] = "HUAWEI"
    if "orientation" in tags:
        made[ExifTags.Base.Orientation] = tags["orientation"]
    inner = made.get_ifd(ExifTags.IFD.Exif)
    if "when" in tags:
        inner[ExifTags.Base.DateTimeOriginal] = tags["when"]
    if "offset" in tags:
        inner[ExifTags.Base.OffsetTimeOriginal] = tags["offset"]
    if "latitude" in tags:
        gps = made.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef] = tags.get("north", "N")
        gps[ExifTags.GPS.GPSLatitude] = tags["latitude"]
        gps[ExifTags.GPS.GPSLongitudeRef] = tags.get("east", "E")
        gps[ExifTags.GPS.GPSLongitude] = tags["longitude"]
    return made


def png_of(width: int, height: int, colour: int = 2) -> bytes:
    """A PNG that claims any size; its lines are all zero and pack very small."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packer = zlib.compressobj(9)
    line = bytes(1 + width * (3 if colour == 2 else 1) // (1 if colour else 8))
    body = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8 if colour else 1, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
