"""The only door to a single person: one member of staff, or the one who wrote."""

from __future__ import annotations

from handlers.wording.fold import calm, clean, clip, widen
from models.messages import PrivateText

MESSAGE_LIMIT = 2_000  # characters; WeChat cuts longer ones on some devices


def private(text: str) -> PrivateText:
    """A text for one person: no control characters, no shouting, not too long."""
    return PrivateText(clip(widen(calm(clean(text))), MESSAGE_LIMIT))
