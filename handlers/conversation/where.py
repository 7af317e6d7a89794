"""Where a case is, from the places that its people name. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.conversation.state import CaseView
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
WITHIN = frozenset({"floor", "part"})
BESIDE_HOME = ("楼下", "楼上", "楼底", "楼前", "楼后", "屋后", "屋前")
AT_HOME = frozenset({"family_dispute", "neighbor_dispute", "welfare"})  # mostly the speaker's own flat


def first_place(talk: Talk, candidate: Candidate, earlier: Iterable[int] = ()) -> str:
    """The place of a new case: the best one said in its messages, else the speaker's house."""
    before = [place for ref in earlier if ref in talk.by_ref for place in talk.by_ref[ref].facts.places]
    beside = (candidate.place,) if candidate.place is not None else ()
    said = [place for place in (*beside, *talk.said.facts.places, *before) if place.key]
    named = max((place for place in said if finds(place.key) and not beside_home(place)), key=worth, default=None)
    if named is not None:
        return shown(talk, named.text, candidate.category)
    house = quoted_place(talk) or home(talk, candidate.category)
    part = next((place for place in said if beside_home(place) or adds(place, candidate.category)), None)
    return inside(talk, house, part, candidate.category)


def beside_home(place: Place) -> bool:
    """Whether the place lies by the speaker's own house: 楼下车库."""
    return place.text.startswith(BESIDE_HOME)


def adds(place: Place, category: str) -> bool:
    """Whether a part of a house says more than the house: its stairwell, its entrance, the flat that matters."""
    return bool(
        parts_of(place.key).keys() & ({"part", "unit", "room"} if category in ROOM_MATTERS else {"part", "unit"})
    )


def inside(talk: Talk, house: str, part: Place | None, category: str) -> str:
    """A part of a house together with the house, as far as either is known."""
    if part is None:
        return shown(talk, house, category)
    if not house:
        return shown(talk, part.text, category) if "unit" in parts_of(part.key) else ""
    merged = talk.places.merge(house, part.text)
    return shown(talk, merged.text if merged is not None else house, category)


def worth(place: Place) -> tuple[bool, bool, int, int]:
    """How well a place finds the spot; a floor or a stairwell more only decides between equals."""
    parts = parts_of(place.key)
    values = sum(len(named) for part, named in parts.items() if part not in WITHIN)
    return finds(place.key), bool(parts.keys() & {"building", "area"}), values, len(parts)


def home(talk: Talk, category: str) -> str:
    """The speaker's house as the nickname tells it, with the room where the trouble is at home."""
    place = talk.places.from_name(talk.said.sender_name) if category in AT_HOME else None
    return place.text if place is not None else talk.places.house(talk.said.sender_name)


def quoted_place(talk: Talk) -> str:
    """A place that the quoted message names; the speaker answers to it."""
    named = talk.quoted.facts.places if talk.quoted is not None else ()
    return next((place.text for place in named if finds(place.key)), "")


def shown(talk: Talk, place: str, category: str) -> str:
    return place if category in ROOM_MATTERS else talk.places.without_room(place)


def better_place(talk: Talk, case: CaseView) -> str | None:
    """The case's place after the message; None where it stays. Only its own people move a case."""
    facts = talk.said.facts
    if facts.corrected is not None and talk.said.sender in case.reporters:
        return changed(talk, case, talk.places.merge(case.place, facts.corrected[1].text))
    named = max((place for place in facts.places if place.key), key=worth, default=None)
    if named is None or not (knows(talk, case) or not case.place):
        return None
    known = parts_of(key_of(talk, case))
    if finds(named.key):
        better = not finds(key_of(talk, case)) or is_guess(talk, case) or refines(talk, case, named)
        return changed(talk, case, named) if better else None
    told = parts_of(named.key).keys() - known.keys()
    if (is_guess(talk, case) and "part" in told) or ("room" in told and room_matters(talk, case, named)):
        return changed(talk, case, talk.places.merge(case.place, named.text))
    return None


def room_matters(talk: Talk, case: CaseView, named: Place) -> bool:
    """Whether a flat that is named is where the trouble is, and not just where the speaker lives."""
    own = talk.places.from_name(talk.said.sender_name)
    return case.category in ROOM_MATTERS and not (own and parts_of(own.key).get("room") == parts_of(named.key)["room"])


def staff_place(talk: Talk, case: CaseView) -> str | None:
    """The place that a member of staff names for a case whose place is not known or only guessed."""
    named = next((place for place in talk.said.facts.places if finds(place.key)), None)
    if named is None or (case.place and not is_guess(talk, case)):
        return None
    return changed(talk, case, named)


def refines(talk: Talk, case: CaseView, named: Place) -> bool:
    """Whether the place that is named is the case's own, told more closely."""
    places = talk.places.read(case.place)
    return (
        bool(places) and compare(named.key, places[0].key) is Relation.NEAR and worth(named)[:3] > worth(places[0])[:3]
    )


def knows(talk: Talk, case: CaseView) -> bool:
    """Whether the speaker speaks of the trouble itself, not by the way."""
    same = any(candidate.category == case.category for candidate in talk.said.facts.candidates)
    own = talk.said.sender in case.reporters
    guess = talk.places.house(talk.said.sender_name) == talk.places.without_room(case.place)
    return same or (own and (guess or not is_guess(talk, case)))


def is_guess(talk: Talk, case: CaseView) -> bool:
    """Whether the place was only taken from a reporter's nickname, and nobody has named it since."""
    tied = talk.tied(case)
    if not any(talk.places.house(said.sender_name) == talk.places.without_room(case.place) for said in tied):
        return False
    key = key_of(talk, case)
    return all(compare(place.key, key) is Relation.UNKNOWN for said in tied for place in said.facts.places)


def changed(talk: Talk, case: CaseView, place: Place | None) -> str | None:
    """The new place as it is stored; None where nothing changes."""
    text = shown(talk, place.text, case.category) if place is not None else ""
    return text if text and text != case.place else None
