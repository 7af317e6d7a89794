"""Which case a member of staff speaks of when he writes in the group without naming one. Pure."""

from __future__ import annotations

from handlers.conversation.overlap import shared_words
from handlers.conversation.state import CaseView, Said
from handlers.conversation.talk import Talk
from handlers.conversation.windows import TALK
from handlers.reading.place import same_place

ENOUGH_WORDS = 2  # one shared piece may be chance


def topic(talk: Talk, said: Said) -> tuple[int, ...]:
    """Ids of the cases that a staff message is about: by quote, place, words, the person named, else the talk."""
    if said.cases:
        return said.cases
    numbered = tuple(case.id for case in talk.cases if case.number in said.facts.case_numbers)
    if numbered:
        return numbered
    quoted = talk.by_ref.get(said.quoted_ref) if said.quoted_ref is not None else None
    if quoted is not None and quoted.cases:
        return quoted.cases
    named = named_person(talk, said)
    for found in (by_place(talk, said), by_category(talk, said), named, by_words(talk, said)):
        if found:
            return found
    return latest(talk, said)


def by_place(talk: Talk, said: Said) -> tuple[int, ...]:
    """Cases at a place that the message names."""
    keys = [place.key for place in said.facts.places if place.key]
    return tuple(case.id for case in talk.cases if any(same_place(key, key_of(talk, case)) for key in keys))


def by_category(talk: Talk, said: Said) -> tuple[int, ...]:
    """Cases of the kind of trouble that the message names; the one touched last."""
    wanted = {candidate.category for candidate in said.facts.candidates}
    return tuple(case.id for case in talk.cases if case.category in wanted)[:1]


def by_words(talk: Talk, said: Said) -> tuple[int, ...]:
    """The case whose messages share the most rare words with the message, if it shares enough."""
    shared = {case.id: shared_words(talk.recent, said, case) for case in talk.cases}
    closest = max(shared, key=shared.__getitem__, default=None)
    return (closest,) if closest is not None and shared[closest] >= ENOUGH_WORDS else ()


def named_person(talk: Talk, said: Said) -> tuple[int, ...]:
    """The case that a person addressed with @ spoke of last."""
    names = said.facts.mentions
    for earlier in reversed(before(talk, said)):
        if earlier.cases and not earlier.is_staff and any(earlier.sender_name.startswith(name) for name in names):
            return earlier.cases[-1:]
    return ()


def latest(talk: Talk, said: Said) -> tuple[int, ...]:
    """The case that residents spoke of last before the message."""
    for earlier in reversed(before(talk, said)):
        if said.at - earlier.at > TALK:
            break
        if earlier.cases and not earlier.is_staff:
            return earlier.cases[-1:]
    return ()


def before(talk: Talk, said: Said) -> list[Said]:
    return [earlier for earlier in talk.recent if earlier.ref < said.ref]


def key_of(talk: Talk, case: CaseView) -> str:
    """The comparable form of a case's place; empty where it is not known."""
    if case.id not in talk.keys:
        places = talk.places.read(case.place)
        talk.keys[case.id] = places[0].key if places else ""
    return talk.keys[case.id]
