"""What residents send as photos, and what comes of it."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import io
from typing import Any

import pytest
from PIL import Image

from bot.photos import Photo, Sticker, take_in
from models.settings import MediaSettings
from tests.photos.pictures import LIMITS, exif, saved, scene


def photo(data: bytes, limits: MediaSettings = LIMITS) -> Photo:
    taken = take_in(data, limits)
    assert isinstance(taken, Photo)
    return taken


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "BMP", "MPO"])
def test_a_photo_in_any_usual_format_becomes_a_jpeg_with_a_thumbnail(kind: str) -> None:
    more: dict[str, Any] = {"save_all": True, "append_images": [scene(200, 150)]} if kind == "MPO" else {}
    data = saved(scene(), kind, **more)
    taken = photo(data)
    assert taken.sha256 == hashlib.sha256(data).hexdigest()
    assert (opened(taken.web).format, opened(taken.web).size) == ("JPEG", (800, 600))
    assert (taken.width, taken.height) == (800, 600)
    assert (opened(taken.thumb).format, opened(taken.thumb).size) == ("WEBP", (360, 270))


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "RGBA", "LA", "I;16"])
def test_colours_of_any_kind_are_understood(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    image = Image.new("I;16", (800, 600)) if mode == "I;16" else scene(mode=mode)
    assert opened(photo(saved(image, kind)).web).mode == "RGB"


def test_a_see_through_screenshot_gets_a_white_ground() -> None:
    assert opened(photo(saved(Image.new("RGBA", (900, 700), (0, 0, 0, 0)), "PNG")).web).getpixel((5, 5)) == (
        255,
        255,
        255,
    )


def test_a_large_photo_is_made_smaller_in_its_own_proportions() -> None:
    for kind in ("JPEG", "PNG"):
        taken = photo(saved(scene(4000, 3000), kind), MediaSettings(max_side=800))
        assert (taken.width, taken.height) == (800, 600)
        assert opened(taken.web).size == (800, 600)


def test_nothing_of_the_original_comes_along() -> None:
    secrets = exif(when="2026:11:24 09:30:00", latitude=(32.0, 0.0, 0.0), longitude=(120.0, 0.0, 0.0))
    data = saved(scene(), exif=secrets, comment=b"3-502", icc_profile=b"profile of HUAWEI")
    assert all(word in data for word in (b"HUAWEI", b"3-502", b"2026:11:24"))
    for copy in (photo(data).web, photo(data).thumb):
        assert not any(word in copy for word in (b"HUAWEI", b"3-502", b"2026:11:24", b"Exif"))
        assert not opened(copy).getexif()


@pytest.mark.parametrize("orientation", [1, 6, 8, 3])
def test_a_photo_is_turned_upright(orientation: int) -> None:
    """A red corner that a phone held upside down or sideways stored elsewhere comes back to the top left."""
    image = Image.new("RGB", (800, 600), "blue")
    image.paste("red", (0, 0, 200, 200))
    turned = {1: 0, 6: 90, 8: -90, 3: 180}[orientation]
    data = saved(image.rotate(turned, expand=True), exif=exif(orientation=orientation))
    taken = photo(data)
    assert (taken.width, taken.height) == (800, 600)
    red, _, blue = opened(taken.web).getpixel((50, 50))  # type: ignore[misc]
    assert red > 200 > 100 > blue


TIMES = [
    ({"when": "2026:11:24 09:30:00"}, dt.datetime(2026, 11, 24, 1, 30, tzinfo=dt.UTC), "local time"),
    (
        {"when": "2026:11:24 09:30:00", "offset": "+09:00"},
        dt.datetime(2026, 11, 24, 0, 30, tzinfo=dt.UTC),
        "its own zone",
    ),
    ({"when": "2026:11:24 09:30:00", "offset": "-05:00"}, dt.datetime(2026, 11, 24, 14, 30, tzinfo=dt.UTC), "far away"),
    ({"when": "2026:11:24 09:30:00", "offset": "+99:00"}, None, "no such zone"),
    ({"when": "0000:00:00 00:00:00"}, None, "a clock never set"),
    ({"when": "0001:01:01 00:00:00"}, None, "before all time"),
    ({"when": "yesterday"}, None, "words"),
    ({}, None, "nothing"),
]


@pytest.mark.parametrize(("tags", "taken_at", "why"), TIMES)
def test_the_time_is_read_before_it_is_stripped(tags: dict[str, Any], taken_at: dt.datetime | None, why: str) -> None:
    assert photo(saved(scene(), exif=exif(**tags))).taken_at == taken_at, why


PLACES = [
    ({"latitude": (32.0, 1.0, 30.0), "longitude": (120.0, 51.0, 36.0)}, (32.025, 120.86), "Nantong"),
    (
        {"latitude": (33.0, 30.0, 0.0), "longitude": (70.0, 0.0, 0.0), "north": "S", "east": "W"},
        (-33.5, -70.0),
        "far away",
    ),
    ({"latitude": (0.0, 0.0, 0.0), "longitude": (0.0, 0.0, 0.0)}, None, "a camera that does not know"),
    ({"latitude": (99.0, 0.0, 0.0), "longitude": (120.0, 0.0, 0.0)}, None, "off the earth"),
    ({"latitude": (32.0,), "longitude": (120.0,)}, None, "half of it"),
]


@pytest.mark.parametrize(("tags", "gps", "why"), PLACES)
def test_the_place_is_read_before_it_is_stripped(
    tags: dict[str, Any], gps: tuple[float, float] | None, why: str
) -> None:
    assert photo(saved(scene(), exif=exif(**tags))).gps == gps, why


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
def test_exif_that_is_rubbish_costs_the_photo_nothing() -> None:
    taken = photo(saved(scene(), exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff" + b"\xff" * 40))
    assert (taken.taken_at, taken.gps) == (None, None)


STICKERS = [
    (saved(scene(240, 240, "P"), "GIF"), "a still GIF"),
    (saved(scene(240, 240, "P"), "GIF", save_all=True, append_images=[scene(240, 240, "P", seed=2)]), "a moving GIF"),
    (saved(scene(240, 240), "WEBP", save_all=True, append_images=[scene(240, 240, seed=2)]), "a moving WebP"),
    (saved(scene(240, 240), "PNG", save_all=True, append_images=[scene(240, 240, seed=2)]), "a moving PNG"),
    (saved(scene(240, 240, "RGBA"), "PNG"), "small and cut out"),
]


@pytest.mark.parametrize(("data", "why"), STICKERS, ids=[why for _, why in STICKERS])
def test_a_sticker_is_no_photo(data: bytes, why: str) -> None:
    assert isinstance(take_in(data, LIMITS), Sticker), why


async def test_it_works_in_worker_threads_side_by_side() -> None:
    files = [saved(scene(seed=seed), kind) for seed in (1, 2, 3) for kind in ("JPEG", "HEIF", "PNG")]
    taken = await asyncio.gather(*(asyncio.to_thread(take_in, file, LIMITS) for file in files))
    assert taken == [take_in(file, LIMITS) for file in files]
