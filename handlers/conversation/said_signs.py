"""What one message holds by itself: named signs, each a number. Pure."""

from __future__ import annotations

from handlers.conversation.state import Said
from handlers.reading.facts import Act
from handlers.reading.particulars import Particular, particulars
from models.messages import MessageKind

Signs = dict[str, float]
SHORT, LONG = 5, 14  # characters: an exclamation, a sentence that tells something
ACTS = (
    Act.REPORT, Act.REQUEST, Act.SUGGEST, Act.DETAIL, Act.QUESTION, Act.STATUS_QUERY, Act.SUPPORT, Act.RESOLVED,
    Act.NOT_RESOLVED, Act.THANKS, Act.ADVICE, Act.OFFER, Act.JOKE, Act.RHETORIC, Act.HYPOTHETICAL, Act.ELSEWHERE,
    Act.PAST, Act.NEGATED, Act.CHAT, Act.ASK_BACK,
)  # fmt: skip

PICTURES = frozenset({MessageKind.PHOTO, MessageKind.VIDEO})
ASIDE = frozenset({Particular.OTHER, Particular.LAUGH})


def said_signs(said: Said) -> Signs:
    """What the message holds by itself that a case worker would copy into the file."""
    facts = said.facts
    spoken = {act.value: float(act in facts.acts) for act in ACTS}
    told = particulars(facts.text)
    return {
        **spoken,
        **{f"tells_{kind.value}": float(kind in told) for kind in Particular},
        "told": float(min(len(told - ASIDE), 4)),
        "candidate": max((min(candidate.score, 1.5) for candidate in facts.candidates), default=0.0),
        "place": float(any(place.key for place in facts.places)),
        "number": float(any(char.isdigit() for char in facts.text)),
        "short": float(0 < len(facts.text) <= SHORT),
        "long": float(len(facts.text) >= LONG),
        "emotive": float(facts.emotive),
        "photo": float(said.kind in PICTURES),
        "voice": float(said.kind is MessageKind.VOICE),
        "asks": float(facts.text.endswith(("?", "？"))),
    }
