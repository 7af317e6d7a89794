"""Photos for the stories, drawn on the spot: no real place and nobody in them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (960, 720)
SKY, GROUND, WALL, DARK = (196, 212, 222), (120, 120, 118), (206, 196, 180), (60, 62, 66)


def _street() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 420, 960, 720), fill=GROUND)
    draw.rectangle((60, 90, 420, 440), fill=WALL)
    for row in range(4):
        for column in range(4):
            draw.rectangle((90 + column * 82, 120 + row * 76, 140 + column * 82, 170 + row * 76), fill=DARK)
    return picture, draw


def lane() -> Image.Image:
    """A car across the way between two houses."""
    picture, draw = _street()
    draw.polygon([(430, 430), (700, 430), (960, 720), (300, 720)], fill=(150, 148, 140))
    draw.rounded_rectangle((380, 470, 820, 620), 40, fill=(170, 40, 44))
    draw.rounded_rectangle((470, 400, 730, 500), 36, fill=(150, 32, 36))
    for x in (450, 720):
        draw.ellipse((x, 570, x + 90, 660), fill=(24, 24, 26))
    return picture


def sewage() -> Image.Image:
    """Dark water around a manhole."""
    picture, draw = _street()
    draw.ellipse((180, 470, 880, 700), fill=(70, 62, 48))
    draw.ellipse((430, 540, 580, 600), fill=(38, 36, 34))
    for ring in range(3):
        draw.ellipse(
            (400 - ring * 40, 525 - ring * 18, 610 + ring * 40, 615 + ring * 18), outline=(110, 98, 74), width=4
        )
    return picture


def mended() -> Image.Image:
    """The same place, dry, with the lid on."""
    picture, draw = _street()
    draw.ellipse((430, 540, 580, 600), fill=(84, 84, 86), outline=(50, 50, 52), width=6)
    return picture


PICTURES: dict[str, Callable[[], Image.Image]] = {"lane": lane, "sewage": sewage, "mended": mended}


def jpeg(name: str) -> bytes:
    """The bytes of a photo as a phone would send them."""
    out = BytesIO()
    PICTURES[name]().save(out, "JPEG", quality=85)
    return out.getvalue()
