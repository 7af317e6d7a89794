"""What can be learnt from: cases that staff corrected, cases that stood, and chat that no case came of."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Fault(enum.StrEnum):
    """What was wrong with the reading."""

    NOT_A_CASE = "not a case"
    CATEGORY = "wrong category"
    MISSED = "missed"  # staff opened it from what was doubtful


@dataclass(frozen=True, slots=True)
class Lesson:
    """One corrected case: as what it was read, what it is, and the words that it was read from."""

    fault: Fault
    wrong: str  # category; "" for one that was missed
    right: str  # category; "" for what is no case
    case: str  # what staff calls it: its number and grid
    texts: tuple[str, ...]
    rules: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # in the texts, that made the rules match


@dataclass(frozen=True, slots=True)
class Heard:
    """A case that stood, with the words that it was read from."""

    category: str
    texts: tuple[str, ...]
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that is known of one installation."""

    lessons: tuple[Lesson, ...]
    confirmed: tuple[Heard, ...] = ()
    chat: tuple[str, ...] = ()
