"""Text that a spreadsheet takes for text, whatever somebody wrote into it; pure."""

from __future__ import annotations

import re

# A cell that begins so is a formula to some spreadsheet, also behind blanks and in full width.
# = + - @ in their full, small and mathematical forms
_FULL_WIDTH = r"\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"
_FORMULA = re.compile(rf"^[\s\x00-\x1f\ufeff\u200b-\u200f\u2060]*[=+\-@{_FULL_WIDTH}]|^[\t\r\n]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold
LONGEST = 32_000  # characters; Excel drops a cell with more than 32,767


def neutral(text: str) -> str:
    """The text with an apostrophe before whatever could be taken for a formula, without control characters."""
    marked = f"'{text}" if _FORMULA.match(text) else text
    plain = _UNSEEN.sub("", marked.replace("\r\n", "\n").replace("\r", "\n"))
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"
