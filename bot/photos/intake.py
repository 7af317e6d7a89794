"""From a stranger's file to a photo of ours: checked by its header, decoded, turned upright, encoded anew.

Pure and safe in any thread: run it with asyncio.to_thread, Pillow lets go of the interpreter while it decodes.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from itertools import pairwise

import pillow_heif
from PIL import Image

from bot.photos.exif import place_taken, time_taken, turn
from models.errors import PhotoRefused
from models.photo import Photo, Sticker
from models.settings import MediaSettings

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "BMP")
MOVING = ("PNG", "WEBP")  # may hold an animation; an MPO's or HEIF's further pictures are views of the same photo
SMALLEST_SIDE, LONGEST_SIDE = 8, 30_000  # pixels; a screenshot of a long chat has 20,000
STICKER_SIDE = 512
THUMB_SIDE = 360
MOST_SCANS = 100  # a progressive JPEG has about ten; each costs a pass over the whole picture

# Pillow's own limit is one for the process and only warns. Ours is in the settings and checked right after the header;
# this one stays as a second fence at the highest value that the settings allow.
Image.MAX_IMAGE_PIXELS = 500_000_000
pillow_heif.register_heif_opener(thumbnails=False)
pillow_heif.options.DECODE_THREADS = 1
# Pillow tells of odd EXIF on standard error, once a kind; a stranger's file is nothing that the operator can mend.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")


def take_in(data: bytes, limits: MediaSettings) -> Photo | Sticker:
    """Make a photo of a file's bytes, or find that it is a sticker.

    Raises PhotoRefused, with the reason, for whatever is too large, broken, or no picture.
    """
    if len(data) > limits.max_bytes:
        raise PhotoRefused(f"{len(data)} bytes, more than {limits.max_bytes}")
    if data.startswith(b"\xff\xd8") and data.count(b"\xff\xda") > MOST_SCANS:
        raise PhotoRefused("a JPEG of too many scans")
    try:
        return _take_in(data, limits)
    except PhotoRefused:
        raise
    except Exception as error:  # decoders meet bytes that somebody made up, and raise whatever comes to hand
        raise PhotoRefused(f"cannot be decoded: {type(error).__name__}") from error


def _take_in(data: bytes, limits: MediaSettings) -> Photo | Sticker:
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:  # reads the header only
        _check_size(image, limits)
        sticker = _sticker(image)
        if sticker is not None:
            return sticker
        taken_at, gps = time_taken(image), place_taken(image)
        web = _clean(image, limits.max_side)
    return Photo(
        sha256=hashlib.sha256(data).hexdigest(),
        web=_encoded(web, "JPEG", quality=82, optimize=True),
        thumb=_encoded(_fitted(web, THUMB_SIDE), "WEBP", quality=72, method=4),
        width=web.width,
        height=web.height,
        dhash=_dhash(web),
        taken_at=taken_at,
        gps=gps,
    )


def _check_size(image: Image.Image, limits: MediaSettings) -> None:
    width, height = image.size
    if width * height > limits.max_pixels or max(image.size) > LONGEST_SIDE:
        raise PhotoRefused(f"{width} x {height} pixels are too many")
    if min(image.size) < SMALLEST_SIDE:
        raise PhotoRefused(f"{width} x {height} pixels are too few")


def _sticker(image: Image.Image) -> Sticker | None:
    if image.format == "GIF":
        return Sticker("a GIF")
    if image.format in MOVING and getattr(image, "n_frames", 1) > 1:
        return Sticker("it moves")
    if image.has_transparency_data and max(image.size) <= STICKER_SIDE:
        return Sticker("small and see-through")
    return None


def _clean(image: Image.Image, side: int) -> Image.Image:
    """Upright, at most `side` pixels long, opaque, on a fresh canvas: no EXIF, comment or profile comes along."""
    factor = side / max(image.size)
    if factor < 1:
        # A JPEG can be decoded at a fraction of its size; it takes the shorter ratio, so ask in its own proportions.
        image.draft("RGB", (max(1, int(image.width * factor)), max(1, int(image.height * factor))))
    small = _fitted(image.convert("RGBA" if image.has_transparency_data else "RGB"), side)
    canvas = Image.new("RGB", small.size, "white")
    canvas.paste(small, mask=small.getchannel("A") if small.mode == "RGBA" else None)
    upright = turn(image)
    return canvas if upright is None else canvas.transpose(upright)


def _fitted(image: Image.Image, side: int) -> Image.Image:
    copy = image.copy()
    copy.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return copy


def _encoded(image: Image.Image, kind: str, **options: int) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _dhash(image: Image.Image) -> str:
    """64 bits: whether each of 8 x 8 cells is darker than its right neighbour."""
    grey = image.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    rows = (grey[start : start + 9] for start in range(0, 72, 9))
    bits = [left < right for row in rows for left, right in pairwise(row)]
    return f"{sum(bit << (63 - at) for at, bit in enumerate(bits)):016x}"
