"""The pieces that charts are put together from: escaped text, shapes with a spoken name, a scale with round steps."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from html import escape

WIDTH = 640  # units of the view box; the picture takes whatever width it is given
SIZE = 17  # of text
TEAL, MINT, AMBER, INK, QUIET, LINE = "#0f766e", "#c3e3dc", "#c2610c", "#1d2b2a", "#5f6f6c", "#e3ded2"
PALETTE = (TEAL, AMBER, "#3b5b92", "#8a5a9e")  # told apart by the colour-blind, and by dashes as well
DASHES = ("", "9 5", "3 4", "12 4 3 4")
# What XML cannot hold, and marks that turn the order of what stands beside them.
_UNFIT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def said(words: str) -> str:
    """Words as the text of an element or of an attribute."""
    return escape(_UNFIT.sub("", words), quote=True)


def number(value: float) -> str:
    return f"{value:g}" if value != int(value) else str(int(value))


def breadth(words: str, size: float = SIZE) -> float:
    """About how wide words are: a Han character as wide as it is high, others a good half."""
    return sum(size if unicodedata.east_asian_width(sign) in "WFA" else size * 0.58 for sign in words)


def fitted(words: str, width: float, size: float = SIZE) -> str:
    """Words cut to a width, with a mark where something is missing."""
    words = " ".join(words[:200].split())
    if breadth(words, size) <= width:
        return words
    while words and breadth(words + "…", size) > width:
        words = words[:-1]
    return words + "…"


def text(x: float, y: float, words: str, *, size: float = SIZE, fill: str = INK, at: str = "start") -> str:
    """One line of words; `at` is where x lies in it: start, middle or end."""
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{fill}" text-anchor="{at}"'
    return f'<text class="chart-{"quiet" if fill == QUIET else "word"}" {place}>{said(words)}</text>'


def named(shape: str, name: str) -> str:
    """A shape that tells what it is to whoever points at it or has it read aloud."""
    return f"<g>{_title(name)}{shape}</g>"


def rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="chart-rule" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{LINE}"/>'


def box(x: float, y: float, width: float, height: float, fill: str, kind: str = "bar") -> str:
    shape = f'x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{max(height, 0):.1f}"'
    return (
        f'<rect class="chart-{kind}" {shape} rx="{min(4.0, max(width, 0) / 2, max(height, 0) / 2):.1f}" fill="{fill}"/>'
    )


def whole(height: float, title: str, parts: Iterable[str], font: str) -> str:
    """The picture: as wide as it is let, its height in proportion."""
    family = f' font-family="{said(font)}"' if font else ""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {WIDTH} {height:.0f}" role="img"{family}>'
    )
    return f"{head}{_title(title)}{''.join(parts)}</svg>"


def scale(values: Sequence[float], steps: int = 4) -> list[float]:
    """Round marks from nought to just above the largest value, at most `steps` of them after the nought."""
    largest = max([*values, 1.0])
    rough = largest / steps
    ten = 10.0 ** math.floor(math.log10(rough))
    step = next(ten * times for times in (1, 2, 5, 10) if ten * times >= rough - 1e-9)
    step = max(step, 1.0) if all(value == int(value) for value in values) else step
    return [step * count for count in range(math.ceil(largest / step - 1e-9) + 1)]


def _title(words: str) -> str:
    return f"<title>{said(words[:300])}</title>"
