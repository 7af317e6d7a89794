"""The same photo, sent again by somebody else."""

from __future__ import annotations

import pytest
from PIL import Image, ImageEnhance

from bot.photos import Photo, same_photo, take_in
from tests.photos.pictures import LIMITS, saved, scene

FIRST = scene(1200, 900)


def dhash(data: bytes) -> str:
    taken = take_in(data, LIMITS)
    assert isinstance(taken, Photo)
    return taken.dhash


AGAIN = [
    (saved(FIRST, quality=30), "squeezed"),
    (saved(FIRST.resize((600, 450))), "half the size"),
    (saved(FIRST.resize((4000, 3000))), "blown up"),
    (saved(ImageEnhance.Brightness(FIRST).enhance(1.15)), "brighter"),
    (saved(FIRST, "PNG"), "in another format"),
]


@pytest.mark.parametrize(("data", "why"), AGAIN, ids=[why for _, why in AGAIN])
def test_a_photo_sent_again_is_recognised(data: bytes, why: str) -> None:
    assert same_photo(dhash(saved(FIRST)), dhash(data)), why


def test_other_photos_are_others() -> None:
    hashes = [dhash(saved(scene(seed=seed))) for seed in range(1, 8)]
    assert not any(same_photo(a, b) for i, a in enumerate(hashes) for b in hashes[i + 1 :])


def test_two_dark_photos_are_not_the_same_for_being_dark() -> None:
    night, lens_cap = dhash(saved(Image.new("RGB", (800, 600), (3, 3, 3)))), dhash(saved(Image.new("RGB", (800, 600))))
    assert not same_photo(night, lens_cap)
    assert not same_photo("ffffffffffffffff", "ffffffffffffffff")


@pytest.mark.parametrize(("bits", "same"), [(6, True), (7, False)])
def test_six_bits_make_the_difference(bits: int, same: bool) -> None:
    base = 0x0F0F0F0F0F0F0F0F
    assert same_photo(f"{base:016x}", f"{base ^ ((1 << bits) - 1):016x}") is same
