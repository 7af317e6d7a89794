"""Which numbers of "6号下午来" are cases, where the words name a day of the month just as well; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.conversation.which_case import JUST_NOW, OpenItem


def numbers_meant(items: Sequence[OpenItem], *, now: datetime, is_quoting: bool = False) -> frozenset[int]:
    """The numbers that stand for a case in such words; any other is a day.

    Whoever quotes a prompt has said which case, and one who was never asked about a case does not know its number. A
    case that was answered gives way to another about which the person has just been asked and owes the answer.
    """
    if is_quoting:
        return frozenset()
    asked = [item for item in items if item.prompted_at is not None]
    owed = [item for item in asked if item.waiting]
    has_just_been_asked = any(item.prompted_at and now - item.prompted_at <= JUST_NOW for item in owed)
    return frozenset(item.number for item in (owed if has_just_been_asked else asked))
