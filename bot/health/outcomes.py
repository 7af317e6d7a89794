"""What was made of messages, in few words: the outcome that is stored with a message may hold a number or a list."""

from __future__ import annotations

import re
from functools import lru_cache

from handlers.conversation import decisions

_DECIDED = frozenset(name for name, kind in vars(decisions).items() if isinstance(kind, type))
_WORDS = frozenset(
    {
        "answer",
        "bind",
        "choice",
        "flood",
        "forwarded",
        "handled before",
        "ignored",
        "looked",
        "not read",
        "own echo",
        "photo",
        "refused",
        "repeat",
        "unknown person",
        "unknown room",
    }
)
_KNOWN = _DECIDED | _WORDS


@lru_cache(1024)
def outcome_class(outcome: str) -> str:
    """The first thing that was decided, or "other": never more than some forty different answers."""
    head = re.split(r"[:,]", outcome, maxsplit=1)[0].strip()
    return next((word for word in (head, head.split(" ", 1)[0]) if word in _KNOWN), "other")
