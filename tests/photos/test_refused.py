"""Files that are no photo, or only pretend to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.photos import Photo, Sticker, take_in
from models.errors import PhotoRefused
from models.settings import MediaSettings
from tests.photos.pictures import LIMITS, png_of, saved, scene

JPEG = saved(scene())
BOMB = png_of(20_000, 20_000, colour=0)

NO_PHOTOS = [
    (BOMB, "too many", "400 megapixels in a small file"),
    (png_of(9_000, 9_000, colour=0), "too many", "81 megapixels"),
    (png_of(40_000, 20, colour=0), "too many", "a very long line"),
    (png_of(40, 4, colour=0), "too few", "a tracking pixel"),
    (JPEG[: len(JPEG) // 2], "decoded", "cut off half way"),
    (JPEG[:20], "decoded", "cut off at once"),
    (saved(scene(), "HEIF")[:-1], "decoded", "a HEIF without its last byte"),
    (b"\x00\x00\x00\x04ftypheic" + bytes(40), "decoded", "a HEIF whose boxes go nowhere"),
    *((saved(scene(), kind)[:-3000], "decoded", f"a {kind} cut off") for kind in ("PNG", "WEBP", "BMP")),
    (b"", "decoded", "nothing"),
    (b"<html><body>not found</body></html>", "decoded", "a web page"),
    (b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "decoded", "a drawing with a script"),
    (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 99 99\n", "decoded", "PostScript, which runs programs"),
    (saved(scene(), "TIFF"), "decoded", "a format that we do not take"),
    (JPEG[:2] + b"\xff\xda" * 200 + JPEG[2:], "scans", "a JPEG that makes the decoder work for minutes"),
]


@pytest.mark.parametrize(("data", "reason", "why"), NO_PHOTOS, ids=[why for _, _, why in NO_PHOTOS])
def test_it_is_refused_with_a_reason(data: bytes, reason: str, why: str) -> None:
    with pytest.raises(PhotoRefused, match=reason):
        take_in(data, LIMITS)


def test_the_bomb_is_a_real_one() -> None:
    """Small enough to arrive; only the header's check keeps it from being unpacked."""
    assert len(BOMB) < 100_000
    with pytest.raises(PhotoRefused, match="20000 x 20000"):
        take_in(BOMB, LIMITS)


def test_more_than_a_billion_pixels_are_refused_without_a_warning() -> None:
    header = bytearray(png_of(40, 40, colour=0))
    header[16:24] = (50_000).to_bytes(4, "big") * 2
    with pytest.raises(PhotoRefused):
        take_in(bytes(header), LIMITS)


def test_the_limits_are_the_ones_of_the_settings() -> None:
    with pytest.raises(PhotoRefused, match="bytes"):
        take_in(JPEG, MediaSettings(max_bytes=1024))
    with pytest.raises(PhotoRefused, match="pixels"):
        take_in(JPEG, MediaSettings(max_pixels=800 * 600 - 1))
    assert isinstance(take_in(JPEG, MediaSettings(max_bytes=len(JPEG), max_pixels=800 * 600)), Photo)


SMALL = [saved(scene(64, 64), kind) for kind in ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "BMP")]


@given(st.sampled_from(SMALL), st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=8)), max_size=6))
def test_a_damaged_file_is_a_photo_or_a_sticker_or_refused(file: bytes, damage: list[tuple[float, bytes]]) -> None:
    data = bytearray(file)
    for at, piece in damage:
        start = int(at * len(data))
        data[start : start + len(piece)] = piece
    try:
        assert isinstance(take_in(bytes(data), LIMITS), Photo | Sticker)
    except PhotoRefused as error:
        assert str(error)
