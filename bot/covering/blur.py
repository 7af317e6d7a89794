"""Cover parts of a picture so that nothing of them can be brought back."""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image

Box = tuple[float, float, float, float]  # left, top, right, bottom; pixels
MARGIN = 0.18  # of a box's own size, on each side: hair and the frame of a plate tell too
GRAIN = 3  # what stays of a part: as many colours each way


def blurred(image: Image.Image, boxes: Iterable[Box]) -> Image.Image:
    """A copy in which each box is a haze of nine colours."""
    copy = image.copy()
    for box in boxes:
        left, top, right, bottom = _widened(box, image.size)
        if right > left and bottom > top:
            part = copy.crop((left, top, right, bottom)).resize((GRAIN, GRAIN), Image.Resampling.BOX)
            copy.paste(part.resize((right - left, bottom - top), Image.Resampling.BICUBIC), (left, top))
    return copy


def _widened(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    across, down = (right - left) * MARGIN, (bottom - top) * MARGIN
    return (
        max(0, int(left - across)),
        max(0, int(top - down)),
        min(size[0], int(right + across) + 1),
        min(size[1], int(bottom + down) + 1),
    )
