"""A trouble that no rule names, told by what its words resemble. Pure."""

from __future__ import annotations

from handlers.conversation.gather import IDLE
from handlers.conversation.opening_signs import most
from handlers.conversation.talk import Talk
from handlers.reading.facts import Candidate, CaseKind, Urgency

SHORTEST = 6  # characters; "又来了" resembles everything
REPORTS, RESEMBLES = 0.8, 0.4  # chances from which likeness counts as a weak sign
WEAK = 0.7  # its score: never enough alone
RULE = "resembles"


def by_likeness(talk: Talk) -> Candidate | None:
    """A weak candidate for a message that tells of a trouble in words that no rule knows."""
    facts = talk.said.facts
    kind = most(talk.kinds)
    if facts.candidates or facts.does(*IDLE) or len(facts.text) < SHORTEST:
        return None
    if talk.reports < REPORTS or talk.kinds.get(kind, 0.0) < RESEMBLES:
        return None
    words = talk.together.alike.telling_words(facts.text, kind)
    return Candidate(kind, WEAK, Urgency.NORMAL, CaseKind.COMPLAINT, (f"{kind}.{RULE}",), words)
