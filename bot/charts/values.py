"""What charts are drawn from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """One bar, or one point of a line. `done`: the part of the value that is shown full, the rest pale."""

    label: str
    value: float
    done: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One line; all lines of a chart share the labels of the first."""

    name: str
    points: tuple[Point, ...]
