"""Earlier messages of the speaker that turn out to belong to what he says now. Pure."""

from __future__ import annotations

from handlers.conversation.state import Said
from handlers.conversation.talk import Talk
from handlers.conversation.windows import AT_ONCE, FOLLOW_ON, SAME_BREATH
from handlers.reading.facts import Act
from handlers.reading.particulars import Particular, particulars
from models.messages import MessageKind

IDLE = (
    Act.OFFER, Act.ADVERT, Act.SIGN_UP, Act.JOKE, Act.THANKS, Act.RESOLVED, Act.STATUS_QUERY, Act.ELSEWHERE,
    Act.PAST, Act.ADVICE, Act.HYPOTHETICAL, Act.SUPPORT, Act.QUESTION,
)  # fmt: skip
PICTURES = frozenset({MessageKind.PHOTO, MessageKind.VIDEO})
HINTS = frozenset(
    {Particular.STATE, Particular.HARM, Particular.TIME, Particular.PERSON, Particular.PLATE, Particular.AMOUNT}
)
CRYPTIC = 12  # characters: "又来了", "第三天了" say nothing alone


def earlier(talk: Talk) -> tuple[int, ...]:
    """Refs of the speaker's photos and words just before that lead up to the message, oldest first.

    The chain runs backwards from the message and breaks at a long pause, at other business or at another case.
    """
    found: list[int] = []
    later = talk.said
    for said in talk.own:
        if said.cases or later.at - said.at > SAME_BREATH or between(talk, said) > FOLLOW_ON:
            break
        if not leads_up(said, later):
            break
        found.append(said.ref)
        later = said
    return tuple(reversed(found))


def between(talk: Talk, said: Said) -> int:
    """How many messages have come since."""
    return sum(1 for each in talk.recent if each.ref > said.ref)


def leads_up(said: Said, later: Said) -> bool:
    """Whether a message of the speaker leads up to a later one of his: a photo, a doubtful or cryptic word."""
    if said.kind in PICTURES or said.held:
        return True
    if not said.facts.text or said.facts.does(*IDLE):
        return False
    if said.facts.candidates or said.facts.does(Act.DETAIL):
        return True
    return later.at - said.at <= AT_ONCE and is_cryptic(said, later)


def is_cryptic(said: Said, later: Said) -> bool:
    """Whether short words hint at a trouble ("又来了", "第三天了") or stand beside a photo."""
    if not 1 < len(said.facts.text) <= CRYPTIC:
        return False
    return later.kind in PICTURES or bool(particulars(said.facts.text) & HINTS)


def photo_before(talk: Talk) -> bool:
    """Whether the speaker showed a photo shortly before, of nothing that is known."""
    return any(
        said.kind is MessageKind.PHOTO and not said.cases and talk.ago(said) <= SAME_BREATH for said in talk.own[:4]
    )
