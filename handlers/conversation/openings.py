"""Opening a case, at once or with one more sign; doubtful words wait silently. Pure."""

from __future__ import annotations

from handlers.conversation.belonging import led_up
from handlers.conversation.decisions import Decision, Hold, OpenCase, Why
from handlers.conversation.gather import photo_before
from handlers.conversation.state import Said
from handlers.conversation.talk import Talk
from handlers.conversation.where import first_place
from handlers.conversation.windows import TALK, TODAY
from handlers.reading.facts import Candidate, Urgency
from handlers.reading.place_key import finds
from handlers.wording import belonging as reasons

ALONE = 1.0  # a candidate's score that opens a case by itself
DOUBTFUL = 0.5  # from here on one more sign is wanted; below it is chat


def open_or_hold(talk: Talk, candidate: Candidate) -> Decision | None:
    """A new case for a candidate, a note for the cadre's list, or nothing."""
    if candidate.score >= ALONE:
        return opened(talk, candidate, (), reasons.OPENED_AT_ONCE)
    if candidate.urgency is Urgency.EMERGENCY and candidate.score >= DOUBTFUL:
        return opened(talk, candidate, (), reasons.EMERGENCY)
    if candidate.score < DOUBTFUL:
        return None
    others = held_by_others(talk, candidate)
    if others:
        return opened(talk, candidate, tuple(said.ref for said in others), reasons.SECOND_SIGN_VOICE)
    if photo_before(talk):
        return opened(talk, candidate, (), reasons.SECOND_SIGN_PHOTO)
    if any(said.held for said in talk.own[:3] if talk.ago(said) <= TALK):
        return opened(talk, candidate, (), reasons.EARLIER_WORDS)
    if any(finds(place.key) for place in talk.said.facts.places):
        return opened(talk, candidate, (), reasons.SECOND_SIGN_PLACE)
    return Hold(candidate.category, (talk.said.ref,), why(talk, candidate, (talk.said.ref,), ""))


def held_by_others(talk: Talk, candidate: Candidate) -> list[Said]:
    """Doubtful words of other people about the same kind of trouble."""
    return [
        said
        for _, said in talk.backwards(TODAY)
        if said.held and not said.cases and any(candidate.category == each.category for each in said.facts.candidates)
    ]


def opened(talk: Talk, candidate: Candidate, others: tuple[int, ...], note: str) -> OpenCase:
    """The case with every message that already belongs to it."""
    others = others or tuple(said.ref for said in held_by_others(talk, candidate))
    messages = tuple(sorted({*others, *led_up(talk, candidate), talk.said.ref}))
    return OpenCase(
        category=candidate.category,
        place=first_place(talk, candidate, messages),
        urgency=candidate.urgency,
        kind=candidate.kind,
        messages=messages,
        why=why(talk, candidate, messages, note),
    )


def why(talk: Talk, candidate: Candidate, messages: tuple[int, ...], note: str) -> Why:
    notes = (note,) if note else ()
    if len(messages) > 1 and note != reasons.SECOND_SIGN_PHOTO:
        notes = (*notes, reasons.EARLIER_WORDS)
    return Why(candidate.rules, candidate.words, messages, notes, candidate.score)
