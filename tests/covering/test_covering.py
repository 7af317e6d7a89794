"""Nothing in a public photo points at a person; and where that is not sure there is no photo."""

from __future__ import annotations

from io import BytesIO
from typing import NoReturn

import pytest
from PIL import Image, ImageChops

from bot.covering.blur import blurred
from bot.covering.redactor import Covering, is_installed, redactor
from tests.covering.pictures import FACE_AT, PHONE_AT, PLATE_AT, SIGN_AT, jpeg, yard
from tests.needs import need

EYES = (FACE_AT[0] + 30, FACE_AT[1] + 85, FACE_AT[0] + 170, FACE_AT[1] + 135)


@pytest.fixture(scope="module")
def covered() -> Image.Image:
    need(is_installed(), "the packages that cover faces and plates (make photos)")
    found = redactor()
    assert found is not None
    photo = found.cover(jpeg(yard()))
    assert photo is not None
    return Image.open(BytesIO(photo)).convert("RGB")


@pytest.mark.parametrize("place", [EYES, PLATE_AT, PHONE_AT], ids=["face", "plate", "phone"])
def test_whatever_points_at_somebody_is_a_haze(covered: Image.Image, place: tuple[int, int, int, int]) -> None:
    inner = (place[0] + 12, place[1] + 20, place[2] - 30, place[3] - 20)
    assert detail(covered.crop(inner)) < detail(yard().crop(inner)) / 6


def test_a_sign_that_tells_of_nobody_stays(covered: Image.Image) -> None:
    assert detail(covered.crop(SIGN_AT)) > detail(yard().crop(SIGN_AT)) * 0.8


def test_whoever_fails_leaves_no_photo() -> None:
    def fails(_: Image.Image) -> NoReturn:
        raise MemoryError

    assert Covering((lambda _: [(0, 0, 9, 9)], fails)).cover(jpeg(yard())) is None
    assert Covering(()).cover(b"no photo") is None


def test_a_box_beyond_the_edge_is_cut_and_an_empty_one_is_nothing() -> None:
    assert blurred(yard(), [(-50, -50, 2_000, 2_000), (10, 10, 10, 10)]).size == (640, 480)


def detail(image: Image.Image) -> float:
    """How much neighbours differ, on average: writing has much of it, a haze has none."""
    grey = image.convert("L")
    beside = ImageChops.difference(
        grey.crop((0, 0, grey.width - 2, grey.height)), grey.crop((2, 0, grey.width, grey.height))
    )
    return sum(value * count for value, count in enumerate(beside.histogram())) / (beside.width * beside.height)
