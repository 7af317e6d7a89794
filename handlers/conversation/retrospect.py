"""Signs that an earlier message, laid to nothing yet, belongs to a case that the new message opens. Pure."""

from __future__ import annotations

from handlers.conversation.said_signs import ASIDE, LONG, PICTURES, SHORT, Signs
from handlers.conversation.state import Said
from handlers.conversation.talk import Talk
from handlers.conversation.windows import SAME_BREATH
from handlers.reading.facts import Act, Candidate
from handlers.reading.particulars import Particular, particulars
from handlers.reading.place_key import Relation, compare, finds

IDLE = (Act.OFFER, Act.ADVERT, Act.SIGN_UP, Act.JOKE, Act.THANKS, Act.RESOLVED, Act.ELSEWHERE, Act.PAST, Act.ADVICE,
        Act.HYPOTHETICAL, Act.NEGATED)  # fmt: skip


def retro_signs(talk: Talk, said: Said, candidate: Candidate, between: int) -> Signs:
    """`between` is how many messages lie between the earlier message and the new one."""
    return {**by_order(talk, said, between), **by_words(said, candidate), **by_itself(said)}


def by_order(talk: Talk, said: Said, between: int) -> Signs:
    """By who said it, and when."""
    own = float(said.sender == talk.said.sender)
    talkers = {each.sender for n, each in talk.backwards(SAME_BREATH) if n < between} | {talk.said.sender}
    return {
        "own": own,
        "own_photo": own * float(said.kind in PICTURES),
        "others_photo": (1 - own) * float(said.kind in PICTURES),
        "late": float(talk.ago(said) > SAME_BREATH),
        "alone": float(talkers <= {said.sender, talk.said.sender}),
        "quoted": float(talk.quoted is not None and talk.quoted.ref == said.ref),
    }


def by_words(said: Said, candidate: Candidate) -> Signs:
    """By the kind of trouble that it names."""
    return {"same_category": float(any(candidate.category == each.category for each in said.facts.candidates))}


def places_differ(talk: Talk, said: Said) -> bool:
    """Whether both name places and none of them agree: that was another matter."""
    pairs = [(a.key, b.key) for a in said.facts.places for b in talk.said.facts.places if a.key and b.key]
    return bool(pairs) and all(compare(a, b) is Relation.DIFFERENT for a, b in pairs)


def by_itself(said: Said) -> Signs:
    facts = said.facts
    told = particulars(facts.text)
    return {
        "held": float(said.held),
        "detail": float(facts.does(Act.DETAIL)),
        "place": float(any(finds(place.key) for place in facts.places)),
        "idle": float(facts.does(*IDLE)),
        "told": float(min(len(told - ASIDE), 4)),
        "state": float(Particular.STATE in told),
        "long": float(len(facts.text) >= LONG),
        "short": float(0 < len(facts.text) <= SHORT),
    }
