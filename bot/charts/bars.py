"""Bar charts: lying, for kinds with long names; standing, for what follows in time."""

from __future__ import annotations

from collections.abc import Sequence

from bot.charts.marks import (
    MINT,
    QUIET,
    SIZE,
    TEAL,
    WIDTH,
    box,
    breadth,
    fitted,
    named,
    number,
    rule,
    text,
    whole,
)
from bot.charts.values import Point

ROW, THICK, GAP = 34, 20, 12
LABEL_MOST = WIDTH * 0.36
HEIGHT, FOOT, HEAD = 180, 30, 26


def bars(points: Sequence[Point], *, title: str, font: str = "") -> str:
    """Lying bars, one a row in the given order, each with its number behind it."""
    labels = [fitted(point.label, LABEL_MOST) for point in points]
    left = max([breadth(label) for label in labels], default=0) + GAP + 4
    room = WIDTH - left - max([breadth(_told(point)) for point in points], default=0) - GAP
    most = max([point.value for point in points] + [1])
    rows = [
        named(_lying(point, label, index * ROW, left, room / most), f"{point.label} {_told(point)}")
        for index, (point, label) in enumerate(zip(points, labels, strict=True))
    ]
    return whole(len(points) * ROW, title, rows, font)


def _lying(point: Point, label: str, top: float, left: float, unit: float) -> str:
    y, base = top + (ROW - THICK) / 2, top + ROW / 2 + SIZE * 0.36
    length = point.value * unit
    parts = [text(left - GAP, base, label, at="end")]
    parts.append(box(left, y, length, THICK, TEAL if point.done is None else MINT))
    if point.done:
        parts.append(box(left, y, point.done * unit, THICK, TEAL))
    return "".join([*parts, text(left + length + GAP / 2, base, _told(point), fill=QUIET)])


def _told(point: Point) -> str:
    return number(point.value) if point.done is None else f"{number(point.done)}/{number(point.value)}"


def columns(points: Sequence[Point], *, title: str, font: str = "") -> str:
    """Standing bars from left to right, each with its number on top."""
    if not points:
        return whole(HEIGHT, title, (), font)
    wide, floor = WIDTH / len(points), HEIGHT - FOOT
    unit = (floor - HEAD) / max([point.value for point in points] + [1])
    shown = [
        named(_standing(point, index * wide, wide, floor, unit), f"{point.label} {_told(point)}")
        for index, point in enumerate(points)
    ]
    return whole(HEIGHT, title, [rule(0, floor, WIDTH, floor), *shown], font)


def _standing(point: Point, x: float, wide: float, floor: float, unit: float) -> str:
    thick, middle = min(wide * 0.56, 56), x + wide / 2
    high = point.value * unit
    parts = [box(middle - thick / 2, floor - high, thick, high, TEAL if point.done is None else MINT)]
    if point.done:
        parts.append(box(middle - thick / 2, floor - point.done * unit, thick, point.done * unit, TEAL))
    top = text(middle, floor - high - 7, number(point.value), at="middle")
    foot = text(middle, HEIGHT - 8, fitted(point.label, wide, 15), size=15, fill=QUIET, at="middle")
    return "".join([*parts, top, foot])
