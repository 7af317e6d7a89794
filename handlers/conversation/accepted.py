"""Doubtful words that a member of staff has called a case: opened as if they had been clear at once. Pure."""

from __future__ import annotations

from handlers.conversation.decisions import OpenCase
from handlers.conversation.openings import opened
from handlers.conversation.talk import Talk
from handlers.reading.facts import Candidate, CaseKind, Urgency
from handlers.wording.held import ACCEPTED

SURE = 1.0  # a person has said so


def accepted(talk: Talk, category: str, earlier: tuple[int, ...] = ()) -> OpenCase:
    """The case of a message that was held as `category`, together with the messages held beside it."""
    unsaid = Candidate(category, 0.0, Urgency.NORMAL, CaseKind.COMPLAINT, (), ())  # where the lexicon has changed since
    candidate = next((one for one in talk.said.facts.candidates if one.category == category), unsaid)
    return opened(talk, candidate, earlier, ACCEPTED, SURE)
