"""Fold a text to the width of a terminal as Chinese is set: no line begins with a closing mark, no number is cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

OPENING, CLOSING = re.escape("（「『【“(["), re.escape("，。；：、！？…）」』】”)]%")
UNIT = re.compile(
    rf"[{OPENING}]*(?:[A-Za-z0-9]+(?:[:.,/%-]+[A-Za-z0-9]+)*[\u4e00-\u9fff]?|.)[{CLOSING}]* ?",
    re.DOTALL,
)


def fold(text: str, width: int) -> list[str]:
    """The lines of a text, each at most `width` cells wide, without the blanks at their ends."""
    return [line for paragraph in text.split("\n") for line in _fold(paragraph, width)]


def _fold(paragraph: str, width: int) -> Iterator[str]:
    line = ""
    for unit in _units(paragraph, width):
        if line and cell_len(line) + cell_len(unit.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += unit
    yield line.rstrip()


def _units(paragraph: str, width: int) -> Iterator[str]:
    """What stays together, in pieces where it is wider than a whole line."""
    for found in UNIT.finditer(paragraph):
        unit = found.group()
        yield from chop_cells(unit, width) if cell_len(unit) > width else [unit]
