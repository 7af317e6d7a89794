"""Draws the picture of the manual anew: `python -m tests.digest`."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from bot.demo.pictures import jpeg
from bot.digest.card import group_card
from handlers.wording.card import card_of
from handlers.wording.times import Moment
from tests.digest.weeks import AFTER, BEFORE, SHOWN, SUNDAY, WEEK
from tests.wording.samples import ZONE


def draw() -> None:
    """As the group sees it, in fewer colours, so that the manual stays small."""
    picture = group_card(card_of(WEEK, Moment(SUNDAY, ZONE)), {BEFORE: jpeg("sewage"), AFTER: jpeg("mended")})
    Image.open(BytesIO(picture)).convert("RGB").quantize(128).save(SHOWN, optimize=True)


if __name__ == "__main__":
    draw()
