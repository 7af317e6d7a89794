"""The time to come that an answer names."""

from __future__ import annotations

from handlers.reading import clauses
from handlers.reading.cadre.asked import Asked
from handlers.reading.cadre.signals import is_past
from handlers.reading.when import When, read_when


def time_in(text: str, asked: Asked) -> When | None:
    """The first time to come in a text; times in clauses that tell of the past are left out."""
    ahead = (clause for clause in clauses.split(text) if not is_past(clause.text))
    found = (read_when(clause.text, asked.now, asked.calendar) for clause in ahead)
    return next(filter(None, found), None)
