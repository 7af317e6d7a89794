"""Find plates, phone numbers and the like by reading what is written; the models are in rapidocr's wheel."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any

import numpy as np
from PIL import Image
from rapidocr import RapidOCR

from bot.covering.blur import Box

LONGEST = 1280  # more is slower, and finds fewer plates
TILE = 5 / 8  # of each side: four overlapping parts, for plates that are small
WELL_READ = 0.8  # lines that were read worse than this are covered whatever they are
# Four letters or digits, whatever stands between two of them: a plate, a phone, a room with its house.
_NUMBER = re.compile(r"[A-Z0-9](?:[^\u4e00-\u9fffA-Z0-9]{0,3}[A-Z0-9]){3,}")
_OPTIONS = {
    "Global.log_level": "error",
    "Global.use_cls": False,
    "Global.max_side_len": LONGEST,
    "Global.text_score": 0.0,  # what is written but cannot be read is told as well
    "EngineConfig.onnxruntime.intra_op_num_threads": 2,
}


class Lettering:
    """Reads the photo as a whole, then in four parts."""

    def __init__(self) -> None:
        self._read: Any = RapidOCR(params=_OPTIONS)
        self._lock = Lock()

    def find(self, image: Image.Image) -> Sequence[Box]:
        """Every line that could be a number of somebody, or that could not be read."""
        return [box for part, left, top in _parts(image) for box in self._in_part(part, left, top)]

    def _in_part(self, part: Image.Image, left: int, top: int) -> Iterator[Box]:
        with self._lock:
            seen = self._read(np.asarray(part)[:, :, ::-1])
        if seen.boxes is None:
            return
        for corners, words, score in zip(seen.boxes, seen.txts, seen.scores, strict=True):
            if score < WELL_READ or tells_somebody(words):
                xs, ys = corners[:, 0] + left, corners[:, 1] + top
                yield float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())


def tells_somebody(words: str) -> bool:
    """Whether a line that was read holds what could be a plate, a phone or another number."""
    return _NUMBER.search(unicodedata.normalize("NFKC", words).upper()) is not None


def _parts(image: Image.Image) -> Iterator[tuple[Image.Image, int, int]]:
    yield image, 0, 0
    wide, high = int(image.width * TILE), int(image.height * TILE)
    for left in (0, image.width - wide):
        for top in (0, image.height - high):
            yield image.crop((left, top, left + wide, top + high)), left, top
