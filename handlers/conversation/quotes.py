"""Finding the message that a quote quotes. Quotes carry the thread, and channels tell only name and words."""

from __future__ import annotations

import re

from handlers.conversation.state import GroupState, Said
from handlers.reading.normalise import normalise
from models.messages import MessageKind, Quote

ORNAMENT = re.compile(r"[\W_]+")
CUT = 12  # WeChat cuts long quotes; so many characters in common are no accident
PHOTO_WORDS = frozenset({"[图片]", "[photo]", "[image]"})


def find_quoted(state: GroupState, quote: Quote) -> int | None:
    """The ref of the newest message with the quoted words, by the quoted person if the name is known."""
    named = [said for said in reversed(state.recent) if said.sender_name == quote.name]
    for said in (*named, *reversed(state.recent)):
        if matches(said, quote):
            return said.ref
    return None


def matches(said: Said, quote: Quote) -> bool:
    """Whether the words are those of a message, whole or cut short."""
    if quote.text.strip() in PHOTO_WORDS:
        return said.kind is MessageKind.PHOTO and said.sender_name == quote.name
    wanted, words = squeeze(quote.text), squeeze(said.facts.text)
    if not wanted or not words:
        return False
    return wanted == words or (len(wanted) >= CUT and (words.startswith(wanted) or wanted.startswith(words)))


def squeeze(text: str) -> str:
    """The letters of a text in one spelling; protocols change white space, and facts hold the normalised text."""
    return ORNAMENT.sub("", normalise(text).text)
