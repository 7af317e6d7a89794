"""What a check found, before it is known on which line of which file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from models.shape import Path, nearest

__all__ = ["Finding", "Path", "dotted", "meant"]


class Finding(NamedTuple):
    """One thing wrong at one key, and the cure."""

    path: Path
    what: str
    cure: str


def dotted(path: Path) -> str:
    """groups[1].grid"""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".") or "(whole file)"


def meant(word: str, known: Iterable[str]) -> str:
    """A hint at the known word that comes nearest, else a few of those there are."""
    choices = sorted(known)
    near = nearest(word, choices)
    if near:
        return f"did you mean {near!r}?"
    shown = ", ".join(choices[:12]) + (" ..." if len(choices) > 12 else "")
    return f"choose one of: {shown}" if choices else "there is none yet"
