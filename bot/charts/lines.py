"""Line charts, for what is compared over time."""

from __future__ import annotations

from collections.abc import Sequence

from bot.charts.marks import (
    DASHES,
    PALETTE,
    QUIET,
    WIDTH,
    breadth,
    fitted,
    named,
    number,
    rule,
    scale,
    text,
    whole,
)
from bot.charts.values import Series

HEIGHT, FOOT, HEAD, LEFT, RIGHT = 250, 30, 40, 46, 22
LEGEND = 34  # of the stroke before a name, with its gap


def lines(series: Sequence[Series], *, title: str, font: str = "") -> str:
    """One line a series over shared labels, with a scale and a legend."""
    marks = scale([point.value for one in series for point in one.points])
    drawn = [_drawn(one, at, marks[-1]) for at, one in enumerate(series)]
    feet = _feet([point.label for point in series[0].points]) if series else []
    return whole(HEIGHT, title, [*_grid(marks), *feet, *_legend(series), *drawn], font)


def _grid(marks: Sequence[float]) -> list[str]:
    parts = []
    for mark in marks:
        y = _y(mark, marks[-1])
        parts += [rule(LEFT, y, WIDTH - RIGHT, y), text(LEFT - 8, y + 5, number(mark), size=15, fill=QUIET, at="end")]
    return parts


def _feet(labels: Sequence[str]) -> list[str]:
    """As many labels as there is room for, the last one always."""
    wide = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    every = max(1, -(-int(max([breadth(label, 15) for label in labels], default=0) + 10) // max(int(wide), 1)))
    return [
        text(_x(at, len(labels)), HEIGHT - 8, fitted(label, wide * every, 15), size=15, fill=QUIET, at="middle")
        for at, label in enumerate(labels)
        if (len(labels) - 1 - at) % every == 0
    ]


def _legend(series: Sequence[Series]) -> list[str]:
    parts, x = [], float(LEFT)
    for at, one in enumerate(series):
        name = fitted(one.name, 160)
        parts += [_stroke(f"{x:.1f},14 {x + 24:.1f},14", at), text(x + LEGEND, 20, name)]
        x += LEGEND + breadth(name) + 26
    return parts


def _drawn(one: Series, at: int, most: float) -> str:
    places = [(_x(index, len(one.points)), _y(point.value, most)) for index, point in enumerate(one.points)]
    dots = "".join(
        named(_dot(x, y, at), f"{one.name} {point.label} {number(point.value)}")
        for (x, y), point in zip(places, one.points, strict=True)
    )
    return _stroke(" ".join(f"{x:.1f},{y:.1f}" for x, y in places), at) + dots


def _stroke(places: str, at: int) -> str:
    dashes = DASHES[at % len(DASHES)]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    colour = PALETTE[at % len(PALETTE)]
    return f'<polyline class="chart-line" points="{places}" fill="none" stroke="{colour}" stroke-width="3"{dashed}/>'


def _dot(x: float, y: float, at: int) -> str:
    colour = PALETTE[at % len(PALETTE)]
    return f'<circle class="chart-dot" cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{colour}" stroke="#ffffff"/>'


def _x(at: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (at / (count - 1) if count > 1 else 0.5)


def _y(value: float, most: float) -> float:
    floor = HEIGHT - FOOT
    return floor - (floor - HEAD) * value / most
