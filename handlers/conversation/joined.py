"""What somebody says in several messages, read as one: the thing in one half sentence, its trouble in the next.

Pure.
"""

from __future__ import annotations

from handlers.conversation.gather import IDLE
from handlers.conversation.state import Said
from handlers.conversation.talk import Talk, as_one
from handlers.conversation.windows import SAME_BREATH
from handlers.reading.facts import Candidate

PIECES = 3  # earlier messages of the speaker that are still the same breath


def told_in_pieces(talk: Talk) -> tuple[tuple[int, ...], Candidate] | None:
    """The refs of earlier messages and what they say together with the new one, where it is more than each alone."""
    before = pieces(talk)
    if not before:
        return None
    together = talk.together.read(as_one(said.facts for said in (*before, talk.said)))
    if together.does(*IDLE) or not together.candidates:
        return None
    best = together.candidates[0]
    alone = max((each.score for said in (*before, talk.said) for each in said.facts.candidates), default=0.0)
    return (tuple(said.ref for said in before), best) if best.score > alone else None


def pieces(talk: Talk) -> list[Said]:
    """The speaker's words just before that are laid to nothing yet, oldest first."""
    found: list[Said] = []
    for said in talk.own:
        if said.cases or talk.ago(said) > SAME_BREATH or len(found) == PIECES:
            break
        if said.facts.text and not said.facts.does(*IDLE):
            found.append(said)
    return found[::-1]
