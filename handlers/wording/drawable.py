"""What the picture's font can draw: no emoji and no script that it has no letters for, so that no empty box appears."""

from __future__ import annotations

import re

UNKNOWN = "〓"  # what printers set where a character is missing
_RARE_HAN = re.compile("[\U00020000-\U0003ffff]")
# Latin, Greek and Cyrillic, general marks, arrows, circled numbers, kana, Han characters, full-width forms.
_NOT_DRAWN = re.compile(
    "[^\n -~\u00a1-\u024f\u0391-\u03c9\u0401-\u0451\u2010-\u2027\u2030-\u203b\u2103\u2116\u2190-\u2193\u2200-\u2265"
    "\u2460-\u249b\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e\uffe5]"
)


def drawable(text: str) -> str:
    """The text without what cannot be drawn; a Han character too rare for the font leaves a mark."""
    return _NOT_DRAWN.sub("", _RARE_HAN.sub(UNKNOWN, text))
