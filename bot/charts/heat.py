"""Heat charts: rows by columns, darker where there is more."""

from __future__ import annotations

from collections.abc import Sequence

from bot.charts.marks import INK, QUIET, SIZE, WIDTH, box, breadth, fitted, named, number, text, whole

CELL, GAP, FOOT = 34, 4, 26
LABEL_MOST = WIDTH * 0.3
NONE, HIDDEN = "#f1eee6", "#e6e2d8"
PALE, MIDDLE, DARK = (253, 232, 205), (240, 148, 80), (166, 52, 12)  # sand to rust: read by the colour-blind too


def heat(
    rows: Sequence[str],
    columns: Sequence[str],
    values: Sequence[Sequence[float | None]],
    *,
    title: str,
    font: str = "",
) -> str:
    """One cell for each row and column. None: a number that is not told; it is drawn like no other."""
    labels = [fitted(row, LABEL_MOST) for row in rows]
    left = max([breadth(label) for label in labels], default=0) + 14
    wide = (WIDTH - left) / max(len(columns), 1)
    most = max([value for row in values for value in row if value is not None] + [1])
    parts = [text(left - 10, _base(at), label, at="end") for at, label in enumerate(labels)]
    for at, row in enumerate(rows):
        for across, column in enumerate(columns):
            value = values[at][across]
            told = "—" if value is None else number(value)
            cell = _cell(left + across * wide, at * CELL, wide, value, most)
            parts.append(named(cell, f"{row} {column} {told}"))
    parts += _feet(columns, left, wide, len(rows) * CELL)
    return whole(len(rows) * CELL + FOOT, title, parts, font)


def _cell(x: float, y: float, wide: float, value: float | None, most: float) -> str:
    share = 0.0 if value is None else value / most
    fill = HIDDEN if value is None else (_shade(share) if value else NONE)
    shape = box(x + GAP / 2, y + GAP / 2, wide - GAP, CELL - GAP, fill, "cell")
    word = "·" if value is None else (number(value) if value else "")
    if not word:
        return shape
    colour = "#ffffff" if share > 0.6 else INK
    return shape + text(x + wide / 2, y + CELL / 2 + 5, fitted(word, wide, 15), size=15, fill=colour, at="middle")


def _base(at: int) -> float:
    return at * CELL + CELL / 2 + SIZE * 0.36


def _feet(columns: Sequence[str], left: float, wide: float, top: float) -> list[str]:
    """As many labels as there is room for, from the first on."""
    every = max(1, -(-int(max([breadth(column, 15) for column in columns], default=0) + 6) // max(int(wide), 1)))
    return [
        text(left + (at + 0.5) * wide, top + 19, fitted(column, wide * every, 15), size=15, fill=QUIET, at="middle")
        for at, column in enumerate(columns)
        if at % every == 0
    ]


def _shade(share: float) -> str:
    first, second, part = (PALE, MIDDLE, share * 2) if share < 0.5 else (MIDDLE, DARK, share * 2 - 1)
    mixed = (round(a + (b - a) * part) for a, b in zip(first, second, strict=True))
    return "#" + "".join(f"{one:02x}" for one in mixed)
