"""Words that messages share, without a dictionary: pairs of neighbouring characters that are rare in the talk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from handlers.conversation.state import CaseView, Said

COMMON = 4  # a piece that so many other messages use says nothing
LONGEST = 400  # characters of a message that are looked at


def shared_words(recent: Sequence[Said], said: Said, case: CaseView) -> int:
    """How many rare pieces of words a message shares with the case's recent messages."""
    mine = pieces(said.facts.text)
    if not mine:
        return 0
    theirs = frozenset().union(*(pieces(each.facts.text) for each in recent if case.id in each.cases))
    shared = mine & theirs
    others = [pieces(each.facts.text) for each in recent if case.id not in each.cases] if shared else []
    return sum(sum(piece in other for other in others) < COMMON for piece in shared)


@lru_cache(maxsize=4096)
def pieces(text: str) -> frozenset[str]:
    """Every two neighbouring letters or characters of a text."""
    return frozenset(text[i : i + 2] for i in range(min(len(text), LONGEST) - 1) if text[i : i + 2].isalnum())
