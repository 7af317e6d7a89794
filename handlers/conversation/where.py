"""Where a case is, from the places that its people name. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.conversation.state import CaseView, Said
from handlers.conversation.talk import Talk
from handlers.conversation.topics import key_of
from handlers.reading.facts import Candidate, Place
from handlers.reading.place_key import Relation, compare, finds, parts_of

# The trouble is inside one flat; elsewhere the room only tells where the speaker lives.
ROOM_MATTERS = frozenset(
    {
        "neighbor_dispute",
        "family_dispute",
        "elderly_care",
        "medical_emergency",
        "welfare",
        "labor",
        "illegal_building",
        "fire_safety",
    }
)


def first_place(talk: Talk, candidate: Candidate, earlier: Iterable[int] = ()) -> str:
    """The place of a new case: said beside the trouble, else elsewhere in its messages, else the speaker's house."""
    before = [place for ref in earlier if ref in talk.by_ref for place in talk.by_ref[ref].facts.places]
    said = [place for place in (candidate.place, *talk.said.facts.places, *before) if place is not None and place.key]
    named = next((place for place in said if finds(place.key)), None)
    if named is not None:
        return shown(talk, named.text, candidate.category)
    house = quoted_place(talk) or home(talk)
    part = max(said, key=worth, default=None)
    if house is None:
        return shown(talk, part.text, candidate.category) if part is not None else ""
    return inside(talk, house, part, candidate.category)


def inside(talk: Talk, house: str, part: Place | None, category: str) -> str:
    """A floor or a part of a house together with the house."""
    merged = talk.places.merge(house, part.text) if part is not None else None
    return shown(talk, merged.text if merged is not None else house, category)


def worth(place: Place) -> tuple[bool, int]:
    """How well a place finds the spot; a floor more does not find it better."""
    return finds(place.key), len(parts_of(place.key).keys() - {"floor", "part"})


def home(talk: Talk) -> str | None:
    """The speaker's house without the room, if the nickname holds it."""
    return house_of(talk, talk.said)


def house_of(talk: Talk, said: Said) -> str | None:
    place = talk.places.from_name(said.sender_name)
    return talk.places.without_room(place.text) if place is not None else None


def quoted_place(talk: Talk) -> str | None:
    """A place that the quoted message names; the speaker answers to it."""
    named = talk.quoted.facts.places if talk.quoted is not None else ()
    return next((place.text for place in named if finds(place.key)), None)


def shown(talk: Talk, place: str, category: str) -> str:
    return place if category in ROOM_MATTERS else talk.places.without_room(place)


def better_place(talk: Talk, case: CaseView) -> str | None:
    """The case's place after the message; None where it stays. Only its own people move a case."""
    facts = talk.said.facts
    if facts.corrected is not None and talk.said.sender in case.reporters:
        return changed(talk, case, talk.places.merge(case.place, facts.corrected[1].text))
    named = max((place for place in facts.places if place.key), key=worth, default=None)
    if named is None:
        return None
    if not case.place:
        return changed(talk, case, named)
    if not knows(talk, case):
        return None
    if is_guess(talk, case):
        return changed(talk, case, named if finds(named.key) else talk.places.merge(case.place, named.text))
    if compare(named.key, key_of(talk, case)) is Relation.NEAR and worth(named) > worth_of(talk, case):
        return changed(talk, case, named)
    return None


def knows(talk: Talk, case: CaseView) -> bool:
    """Whether the speaker speaks of the trouble itself, not by the way."""
    same = any(candidate.category == case.category for candidate in talk.said.facts.candidates)
    return same or talk.said.sender in case.reporters


def is_guess(talk: Talk, case: CaseView) -> bool:
    """Whether the place was only taken from a reporter's nickname, and nobody has named it since."""
    people = [said for said in talk.tied(case) if house_of(talk, said) == case.place]
    key = key_of(talk, case)
    return bool(people) and not any(
        compare(place.key, key) is not Relation.UNKNOWN for said in talk.tied(case) for place in said.facts.places
    )


def worth_of(talk: Talk, case: CaseView) -> tuple[bool, int]:
    places = talk.places.read(case.place)
    return worth(places[0]) if places else (False, 0)


def changed(talk: Talk, case: CaseView, place: Place | None) -> str | None:
    """The new place as it is stored; None where nothing changes."""
    text = shown(talk, place.text, case.category) if place is not None else ""
    return text if text and text != case.place else None
