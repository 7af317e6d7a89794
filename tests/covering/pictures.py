"""A drawn yard with what must not be seen in it: a face, a plate, a phone number. Nobody real is in it."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from bot.digest.fonts import chinese_font
from tests.needs import need

PLATE, PHONE, SIGN = "苏F·8K37P", "13812345678", "禁止停车"
FACE_AT, PLATE_AT, PHONE_AT, SIGN_AT = (
    (60, 60, 260, 320),
    (330, 60, 620, 140),
    (330, 180, 620, 260),
    (330, 300, 620, 380),
)
SKIN, HAIR, DARK, LIPS = "#e3b793", "#3a2a20", "#332211", "#b0524f"


def yard() -> Image.Image:
    """640 x 480: a face on the left, on the right a plate, a phone number and a harmless sign below each other."""
    image = Image.new("RGB", (640, 480), "#9ab0a0")
    draw = ImageDraw.Draw(image)
    _face(draw, FACE_AT[0], FACE_AT[1])
    for words, place, ground in (
        (PLATE, PLATE_AT, "#1545a0"),
        (PHONE, PHONE_AT, "#505050"),
        (SIGN, SIGN_AT, "#a02020"),
    ):
        draw.rectangle(place, fill=ground)
        draw.text((place[0] + 14, place[1] + 14), words, font=_font(), fill="white")
    return image.filter(ImageFilter.GaussianBlur(0.8))


def jpeg(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=92)
    return out.getvalue()


def _face(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    """As simple as the model still takes for a face: 200 x 260, then a neck."""
    draw.ellipse((x, y, x + 200, y + 260), fill=SKIN)
    draw.pieslice((x - 10, y - 20, x + 210, y + 180), 180, 360, fill=HAIR)
    for eye in (x + 55, x + 145):
        draw.ellipse((eye - 20, y + 110, eye + 20, y + 130), fill="white")
        draw.ellipse((eye - 9, y + 111, eye + 9, y + 129), fill=DARK)
        draw.line((eye - 24, y + 95, eye + 24, y + 92), fill=HAIR, width=7)
    draw.polygon(((x + 100, y + 130), (x + 85, y + 180), (x + 115, y + 180)), fill="#cf9f7b")
    draw.ellipse((x + 60, y + 205, x + 140, y + 230), fill=LIPS)
    draw.rectangle((x + 30, y + 250, x + 170, y + 420), fill="#444466")


def _font() -> ImageFont.FreeTypeFont:
    font = chinese_font()
    file = next((face.path for face in font.files.fonts() if face.family == font.family and face.path), None)
    need(file is not None, "a Chinese font in a file")
    return ImageFont.truetype(file or "", 40)
