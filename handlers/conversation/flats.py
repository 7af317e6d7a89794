"""Which flat a case is about; where the trouble is not in a flat, a room only tells where a speaker lives. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from handlers.conversation.mentions import Mention
from handlers.conversation.state import Said
from handlers.reading import place_asking as asking
from handlers.reading.place import PlaceReader
from handlers.reading.place_address import Address, Part
from handlers.reading.place_key import same_place
from handlers.reading.place_strength import VAGUE, in_flat

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
        "other",
    }
)
RESCUE = frozenset({"medical_emergency", "fire_safety", "elderly_care"})  # who calls for help tells where he lives
LOUD = frozenset({"noise"})  # the flat where it comes from, not those where it is heard
AT_HOME = frozenset({"family_dispute", "neighbor_dispute", "welfare"})  # mostly the speaker's own flat


def flats(
    places: PlaceReader, heard: Sequence[Said], named: Sequence[Mention], address: Address, category: str
) -> list[Part]:
    """The flat, or the two flats that quarrel, where the trouble is in a flat."""
    asked = any(said.is_staff and "?" in said.facts.text and rooms_of(places, said) for said in heard)
    if category not in ROOM_MATTERS | LOUD and not asked:
        inside = drips(named, heard, category) or alone(places, named, heard, category)
        return home_flat(places, heard, address) if inside else []
    told = [
        (each, part)
        for each in named
        for part in each.address.parts
        if part.kind == "room"
        and at(each, address)
        and on(part, address)
        and (not own(places, each, part) or (each.finds and category in RESCUE))
    ]
    right = [part for each, part in told if each.is_right]
    if right:
        return right[-1:]
    if not told:
        mine = home_flat(places, heard, address) if category in AT_HOME or is_kin(heard, named, category) else []
        return [*mine, *neighbours(places, heard, mine)] if category == "neighbor_dispute" else mine
    weights: dict[str, float] = defaultdict(float)
    for each, part in told:
        weights[part.value] += each.weight
    most = max((part for _, part in told), key=lambda part: weights[part.value])
    if category == "neighbor_dispute" and not any(beside_house(each, named) for each, part in told if part == most):
        return [*home_flat(places, heard, address), most]
    return [most]


def is_kin(heard: Sequence[Said], named: Sequence[Mention], category: str) -> bool:
    """Whether somebody of the reporter's own family lies ill, and nobody says that it is elsewhere."""
    if category != "medical_emergency" or any(each.finds and not each.is_home for each in named):
        return False
    return any(asking.has_kin(said.facts.text) for said in heard if said.sender == heard[0].sender)


def drips(named: Sequence[Mention], heard: Sequence[Said], category: str) -> bool:
    """Whether water comes into the reporter's rooms from a roof or wall, and nobody names a part of the house."""
    if category != "property_mgmt" or any(
        each.address.kinds & {"part", "mark", "floor"}
        and not all(in_flat(part) for part in each.address.parts)
        and each.weight > VAGUE
        and not each.by_staff
        for each in named
    ):
        return False
    return any(asking.drips(said.facts.text) for said in heard if said.sender == heard[0].sender)


def alone(places: PlaceReader, named: Sequence[Mention], heard: Sequence[Said], category: str) -> bool:
    """Whether the reporter tells of a trouble inside his own rooms that no neighbour has, and nobody names a spot."""
    if any(not each.is_home and each.weight > VAGUE for each in named):
        return False
    reporter = next((said for said in heard if not said.is_staff), None)
    if reporter is None or any(
        said.sender != reporter.sender and places.flat(said.sender_name).values("room")
        for said in heard
        if not said.is_staff
    ):
        return False
    words = " ".join(said.facts.text for said in heard if said.sender == reporter.sender)
    return asking.inside(words, category)


def own(places: PlaceReader, each: Mention, part: Part) -> bool:
    """Whether somebody names his own flat, and did not put it right."""
    flat = places.flat(each.said.sender_name) if each.said is not None else Address()
    return part.value in flat.values("room") and not each.is_right


def on(room: Part, address: Address) -> bool:
    """Whether a flat lies on the floor of the address, if that names one."""
    return not address.values("floor") or room.floor in address.values("floor")


def beside_house(each: Mention, named: Sequence[Mention]) -> bool:
    """Whether a flat is named together with its house, and not as the other party's."""
    return each.finds or any(other.said is each.said and other.finds for other in named)


def rooms_of(places: PlaceReader, said: Said) -> bool:
    return any("room" in spot.address.kinds for spot in places.spots(said.facts.text))


def at(each: Mention, address: Address) -> bool:
    """Whether a mention lies in the house of the case, or names no house."""
    return not each.finds or same_place(each.key, address.key)


def home_flat(places: PlaceReader, heard: Sequence[Said], address: Address) -> list[Part]:
    """The flat of the reporter, if he lives in the house."""
    reporter = next((said for said in heard if not said.is_staff), None)
    flat = places.flat(reporter.sender_name) if reporter is not None else Address()
    return [part for part in flat.parts if part.kind == "room" and same_place(flat.key, address.key)]


def neighbours(places: PlaceReader, heard: Sequence[Said], mine: Sequence[Part]) -> list[Part]:
    """The flat just above or below that somebody in the talk lives in."""
    spoke = dict.fromkeys(said.sender_name for said in heard if not said.is_staff)
    rooms = [part for name in spoke for part in places.flat(name).parts if part.kind == "room"]
    return [room for room in rooms if any(is_next(room, own) for own in mine)][:1]


def is_next(one: Part, other: Part) -> bool:
    """Whether two rooms lie one above the other: 1103 and 1203."""
    a, b = one.text, other.text
    return a.isdecimal() and b.isdecimal() and abs(int(a) - int(b)) == 100
