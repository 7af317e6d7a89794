"""The places that the people of a case name, and how much each tells of where the trouble is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from handlers.conversation.state import Said
from handlers.reading import chain
from handlers.reading.facts import Act
from handlers.reading.place import PlaceReader
from handlers.reading.place_address import Address
from handlers.reading.place_asking import agrees, asks
from handlers.reading.place_compose import Spot
from handlers.reading.place_key import Relation, compare, finds
from handlers.reading.place_strength import KNOWN, LANDMARK, at_house, gives_choice, strength

FIRST, CORRECTED, ANSWER = 1.0, 4.0, 1.0  # added to what the spot weighs, and what a correction weighs
STAFF = 0.5  # a resident knows better where he stands
ASIDE = 0.6  # the place of another trouble in the same message
CLAIMED, ASSUMED = 1.5, 0.9  # the speaker's house: "我家进水了", or nothing but his nickname
STANDS = 6.0  # what staff has settled


@dataclass(frozen=True, slots=True)
class Mention:
    """One address that somebody named, and its weight."""

    address: Address
    weight: float
    said: Said | None = None
    is_home: bool = False  # taken from the speaker's nickname
    is_right: bool = False  # put right by its speaker

    @property
    def key(self) -> str:
        return self.address.key

    @property
    def by_staff(self) -> bool:
        return self.said is not None and self.said.is_staff

    @property
    def finds(self) -> bool:
        return finds(self.key)


def mentions(places: PlaceReader, heard: Sequence[Said], category: str) -> list[Mention]:
    """All mentions in the order in which they were made; what was taken back is gone."""
    found: list[Mention] = []
    asked = False
    offered: list[Mention] = []
    for said in heard:
        named = [
            Mention(whole(places, spot, said), strength(spot) * share(spot, said, category), said)
            for spot in spots(places, said)
        ]
        named = [each for each in named if each.key and each.weight]
        named = [replace(each, weight=each.weight + ANSWER) if asked and each.finds else each for each in named]
        found = [
            agreed(each) if each in offered and not said.is_staff and agrees(said.facts.text) else each
            for each in found
        ]
        found = corrected(places, found, named, said)
        offered = named if said.is_staff else [] if agrees(said.facts.text) else offered
        asked = said.is_staff and asks(said.facts.text)
    return with_first(found, heard)


def whole(places: PlaceReader, spot: Spot, said: Said) -> Address:
    """The address of a spot, with the speaker's house where it is told from there: 楼下车库."""
    if said.is_staff or not at_house(spot.address):
        return spot.address
    house = places.home(said.sender_name).only({"building"})
    return Address((*house.parts, *spot.address.parts))


def agreed(each: Mention) -> Mention:
    """A spot that staff asked about and a resident agreed to: it counts as his own answer."""
    return replace(each, weight=KNOWN + ANSWER)


def with_first(found: Sequence[Mention], heard: Sequence[Said]) -> list[Mention]:
    """The first message that names a place counts more, in full where the reporter himself wrote it."""
    first = next((each.said for each in found if each.finds and each.weight >= LANDMARK), None)
    if first is None:
        return list(found)
    reporter = next((said.sender for said in heard if not said.is_staff), "")
    bonus = FIRST if first.sender == reporter else FIRST / 2
    return [replace(each, weight=each.weight + bonus) if each.said is first else each for each in found]


def spots(places: PlaceReader, said: Said) -> tuple[Spot, ...]:
    """The spots of one message; a notice and a choice of several tell of none."""
    if said.is_staff and (said.facts.does(Act.NOTICE) or gives_choice(said.facts.text)):
        return ()
    return places.spots(chain.topic(said.facts.text))


def share(spot: Spot, said: Said, category: str) -> float:
    """How much of its weight a spot keeps: less from staff, less where the message tells of another trouble."""
    kinds = {c.category for c in said.facts.candidates if c.place is not None and c.place.key == spot.place.key}
    return (STAFF if said.is_staff else 1.0) * (ASIDE if kinds and category not in kinds else 1.0)


def corrected(places: PlaceReader, before: Iterable[Mention], named: Sequence[Mention], said: Said) -> list[Mention]:
    """The mentions after a message that may put an earlier one right."""
    if said.facts.corrected is None:
        return [*before, *named]
    wrong, right = said.facts.corrected
    address = places.address(right.text)
    if touches(places.address(wrong.text), address):
        address = places.address(wrong.text).replaced(address)
    kept = []
    for each in before:
        own = each.said is not None and each.said.sender == said.sender
        if (wrong.key and each.key == wrong.key) or (own and touches(each.address, address)):
            address = each.address.replaced(address) if touches(each.address, address) else address
        else:
            kept.append(each)
    rest = [each for each in named if compare(each.key, right.key) is Relation.UNKNOWN and each.key != wrong.key]
    return [*kept, Mention(address, CORRECTED, said, is_right=True), *rest]


def touches(one: Address, other: Address) -> bool:
    """Whether both name the same kind of part, differently."""
    if one.joined() or other.joined():
        return False
    return any(
        one.values(kind) and other.values(kind) and not set(one.values(kind)) & set(other.values(kind))
        for kind in ("building", "unit", "floor", "room")
    )
