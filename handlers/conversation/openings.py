"""Opening a case, at once or with one more sign; doubtful words wait silently. Pure."""

from __future__ import annotations

from handlers.conversation.belonging import led_up
from handlers.conversation.decisions import Decision, Hold, OpenCase, Why
from handlers.conversation.gather import earlier, photo_before
from handlers.conversation.likelihood import likely, weigh
from handlers.conversation.opening_signs import ALONE, held_by_others, opening_signs
from handlers.conversation.talk import Talk
from handlers.conversation.urgency import urgency_of
from handlers.conversation.weights import OPENING, OPENING_BIAS
from handlers.conversation.where import first_place
from handlers.reading.facts import Candidate, Urgency
from handlers.reading.place_key import finds
from handlers.wording import belonging as reasons

TWO_RULES = 1.5  # a score that no single rule reaches
DOUBTFUL = 0.5  # below it a candidate is chat
OPENS = 0.5  # as likely as not
WEAK_OPENS = 0.7  # a word that alone says little
URGENT_OPENS = 0.4  # water, power, lift, named by a rule: people say it in five words
DANGER_OPENS = 0.3  # where life may be at stake a false alarm costs less than silence
PLAIN_DANGER_OPENS = 0.1  # two rules name the danger: nothing that was said before may silence it
HOLDS = 0.2  # below it not even the cadre's list wants it


def open_or_hold(talk: Talk, candidate: Candidate) -> Decision | None:
    """A new case for a candidate, a note for the cadre's list, or nothing."""
    if candidate.score < DOUBTFUL:
        return None
    sure = chance(talk, candidate)
    if sure >= wanted(talk, candidate):
        others = tuple(said.ref for said in held_by_others(talk, candidate))
        return opened(talk, candidate, others, note(talk, candidate, others), sure)
    if sure < HOLDS and (candidate.score < ALONE or candidate.urgency is Urgency.NORMAL):
        return None  # a pressing matter that a rule names is looked at by somebody, however unlikely
    return Hold(candidate.category, (talk.said.ref,), why(talk, candidate, (talk.said.ref,), ""))


def wanted(talk: Talk, candidate: Candidate) -> float:
    """How likely it has to be before a case is opened; a weak word wants a second sign, or everything else."""
    if candidate.urgency is Urgency.EMERGENCY:
        return PLAIN_DANGER_OPENS if candidate.score >= TWO_RULES else DANGER_OPENS
    if candidate.urgency is Urgency.URGENT and candidate.score >= ALONE:
        return URGENT_OPENS
    second = held_by_others(talk, candidate) or photo_before(talk)
    return OPENS if candidate.score >= ALONE or second else WEAK_OPENS


def chance(talk: Talk, candidate: Candidate) -> float:
    """How likely the message opens a case of its own, 0 to 1."""
    return likely(OPENING_BIAS + weigh(opening_signs(talk, candidate), OPENING))


def note(talk: Talk, candidate: Candidate, others: tuple[int, ...]) -> str:
    """The sign that decided, in words for the file."""
    if candidate.score >= ALONE:
        return reasons.OPENED_AT_ONCE
    if candidate.urgency is Urgency.EMERGENCY:
        return reasons.EMERGENCY
    if others:
        return reasons.SECOND_SIGN_VOICE
    if photo_before(talk):
        return reasons.SECOND_SIGN_PHOTO
    if any(finds(place.key) for place in talk.said.facts.places):
        return reasons.SECOND_SIGN_PLACE
    return reasons.EARLIER_WORDS if earlier(talk) else reasons.RESEMBLES


def opened(talk: Talk, candidate: Candidate, others: tuple[int, ...], note: str, sure: float = 1.0) -> OpenCase:
    """The case with every message that already belongs to it."""
    messages = tuple(sorted({*others, *led_up(talk, candidate), talk.said.ref}))
    told = [*(talk.by_ref[ref].facts for ref in messages if ref in talk.by_ref), talk.said.facts]
    return OpenCase(
        category=candidate.category,
        place=first_place(talk, candidate, messages),
        urgency=urgency_of(talk, candidate.category, told, candidate.urgency),
        kind=candidate.kind,
        messages=messages,
        why=why(talk, candidate, messages, note),
        sure=sure,
    )


def why(talk: Talk, candidate: Candidate, messages: tuple[int, ...], note: str) -> Why:
    notes = (note,) if note else ()
    if len(messages) > 1 and note not in {reasons.SECOND_SIGN_PHOTO, reasons.EARLIER_WORDS}:
        notes = (*notes, reasons.EARLIER_WORDS)
    return Why(candidate.rules, plainest(candidate.words), messages, notes, candidate.score)


def plainest(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without those that only say more around another of them."""
    return tuple(word for word in words if not any(other != word and other in word for other in words))
