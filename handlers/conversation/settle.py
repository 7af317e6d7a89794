"""One place out of all that the people of a case say: the best anchor, told as closely as they agree on it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.conversation.flats import ROOM_MATTERS, flats
from handlers.conversation.mentions import ASSUMED, CLAIMED, FIRST, STANDS, Mention, mentions
from handlers.conversation.state import Said
from handlers.reading.place import PlaceReader
from handlers.reading.place_address import Address
from handlers.reading.place_asking import burns, joins_in
from handlers.reading.place_key import same_place
from handlers.reading.place_strength import (
    VAGUE,
    claims_home,
    is_estate,
    is_idle,
    of_each_lot,
    of_house,
)

MOVES = frozenset({"elevator"})  # a floor only tells where it stopped
# What a floor tells of is where somebody lives who hears, sees or lacks something.
WHOLE_HOUSE = frozenset({"water_power_gas", "sewage", "noise", "pest", "pets", "network_comm", "greening", "parking"})
HAZARDS = frozenset({"fire_safety"})  # a floor matters where it burns
CLOSER = frozenset({"area", "building", "unit", "mark"})
CLOSE = 1.2  # weights so near to each other that the closer address decides
HOUSE_KINDS = frozenset({"area", "building", "unit"})


def settle(places: PlaceReader, heard: Sequence[Said], category: str, stands: str = "") -> str:
    """The place of a case; `stands` is what staff has settled, or what was said before anybody can remember."""
    named = mentions(places, heard, category)
    if stands:
        named.insert(0, Mention(places.address(stands), STANDS))
    base = anchor([*named, *homes(places, heard)], category)
    if base is None:
        return ""
    address = told_closely(base, named, heard, category)
    address = in_lot(places, base, address, named)
    rooms = flats(places, heard, named, base.address, category)
    if rooms:
        address = address.without("floor", "part", "relation").with_flats(rooms)
    return address.text


def homes(places: PlaceReader, heard: Sequence[Said]) -> list[Mention]:
    """The houses of the residents as their nicknames tell them, the first speaker's first."""
    speakers: dict[str, list[Said]] = {}
    for said in heard:
        if not said.is_staff:
            speakers.setdefault(said.sender, []).append(said)
    found: list[Mention] = []
    for number, said_by in enumerate(speakers.values()):
        home = places.home(said_by[0].sender_name)
        if home.key:
            claimed = any(claims_home(said.facts.text) for said in said_by)
            weight = (CLAIMED if claimed else ASSUMED) + (FIRST if claimed and number == 0 else 0)
            if found and joins_in(said_by[0].facts.text) and not same_place(found[0].key, home.key):
                weight = ASSUMED / 2
            found.append(Mention(home, weight, said_by[0], is_home=True))
    return found


def anchor(named: Sequence[Mention], category: str) -> Mention | None:
    """The mention that leads the heaviest group of mentions of one spot, with what the group adds to it."""
    groups: list[list[Mention]] = []
    keys: list[set[str]] = []  # of each group, because people name one place again and again
    for each in anchors(named):
        key = each.key
        at = next((at for at, known in enumerate(keys) if any(same_place(key, other) for other in known)), len(keys))
        if at == len(keys):
            groups.append([])
            keys.append(set())
        groups[at].append(each)
        keys[at].add(key)
    best = max(groups, key=lambda group: weigh([each.weight for each in group]), default=None)
    if best is None:
        return None
    best = with_house(best, groups)
    own = [each for each in best if not each.by_staff] or best
    top = max(each.weight for each in own)
    lead = max((each for each in own if each.weight > top - CLOSE), key=lambda each: (closeness(each), each.weight))
    address = lead.address
    for each in best:
        if each is not lead and not address.joined() and not each.address.joined():
            address = agreed(address, each, best, category)
    return Mention(address, lead.weight, lead.said, lead.is_home, lead.is_right)


def with_house(best: list[Mention], groups: Sequence[list[Mention]]) -> list[Mention]:
    """With the house that somebody names by itself, where the best group only names the estate around it."""
    if not all(each.address.parts and all(is_estate(part) for part in each.address.parts) for each in best):
        return best
    inside = [each for group in groups if group is not best for each in group if not each.is_home and not each.by_staff]
    houses = {value for each in inside for value in each.address.values("building")}
    if len(houses) != 1 or any(each.address.kinds - {"building", "unit", "room"} for each in inside):
        return best
    return [*best, *inside]


def closeness(each: Mention) -> int:
    """How closely an address tells the spot; a floor or a room is weighed elsewhere, and nicknames do not compete."""
    return 0 if each.is_home else sum(part.kind in CLOSER for part in each.address.parts)


def anchors(named: Sequence[Mention]) -> list[Mention]:
    """The mentions that find a spot by themselves; where no house is named at all, 二单元 does."""
    found = [each for each in named if each.finds]
    if any(each.address.kinds & {"building", "area"} for each in found):
        return found
    return [each for each in named if each.finds or "unit" in each.address.kinds]


def weigh(weights: Sequence[float]) -> float:
    """The best mention counts in full, the others by half: three asides are no better than one address."""
    return max(weights) + 0.5 * (sum(weights) - max(weights))


def agreed(address: Address, each: Mention, group: Sequence[Mention], category: str) -> Address:
    """With the parts that a mention adds, where nobody in the group names another."""
    if each.is_home:
        return address
    said = [other.address for other in group if not other.is_home]
    closer = CLOSER | ({"floor"} if category in ROOM_MATTERS else set())
    new = [part for part in each.address.parts if part.kind in closer]
    return address.refined(part for part in new if len({v for one in said for v in one.values(part.kind)}) == 1)


def told_closely(base: Mention, named: Sequence[Mention], heard: Sequence[Said], category: str) -> Address:
    """The anchor with the unit, the floor or the part of the house that people name without naming the house."""
    address = base.address.without("room", "home")
    parts = [part for each in named if not each.finds for part in each.address.parts]
    if address.joined() or not address.kinds & HOUSE_KINDS:
        return address
    units = {part.value for part in parts if part.kind == "unit"}
    right = [part for each in named if each.is_right and not each.finds for part in each.address.parts]
    unit = next((part for part in (right or parts) if part.kind == "unit"), None)
    if unit and (len(units) == 1 or right):
        address = address.replaced(Address((unit,))) if base.is_home else address.refined((unit,))
    elif len(units) > 1 and base.is_home:
        address = address.without("unit")
    address = on_floor(address, named, heard, category)
    if base.is_home and not address.kinds & {"mark", "part", "relation"}:
        first = [each for each in named[:1] if not each.by_staff]
        address = address.refined([part for each in first for part in each.address.parts if of_house(part)][:1])
    return at_edge(address)


def in_lot(places: PlaceReader, base: Mention, address: Address, named: Sequence[Mention]) -> Address:
    """With the group of the speaker's nickname where every group of the village has such a spot."""
    if base.is_home and address.kinds == {"area"}:
        told = [part for each in named if not each.by_staff for part in each.address.parts]
        return address.refined([part for part in told if of_each_lot(part)][:1])
    if base.said is None or address.joined() or address.kinds & HOUSE_KINDS:
        return address
    if not any(of_each_lot(part) for part in address.parts):
        return address
    lots = [part for part in places.home(base.said.sender_name).parts if part.kind == "area"]
    return address.refined(lots[:1])


def on_floor(address: Address, named: Sequence[Mention], heard: Sequence[Said], category: str) -> Address:
    """The floor where it is one, and where it is not only where the speaker lives or the lift has stopped."""
    told = [each for each in named if each.weight > VAGUE and not each.by_staff]
    floors = {value for each in told for value in each.address.values("floor")}
    whole = {value for each in told if each.finds for value in each.address.values("floor")}
    if category in MOVES or (len(floors) > 1 and len(whole) != 1):
        return address.without("floor")
    if category in WHOLE_HOUSE and address.parts[-1].kind == "floor" and "building" in address.kinds:
        return address.without("floor") if not address.parts[-1].value.startswith("-") else address
    if category not in ROOM_MATTERS or "building" not in address.kinds:
        return address
    if category in HAZARDS and not any(burns(each.facts.text) for each in heard):
        return address
    return address.refined(
        part for each in told if not each.finds for part in each.address.parts if part.kind == "floor"
    )


def at_edge(address: Address) -> Address:
    """Without a last 下 or 里 that only says that it is at the house."""
    last = address.parts[-1:]
    if len(address.parts) > 1 and is_idle(last[0]) and address.parts[-2].kind in HOUSE_KINDS:
        return Address(address.parts[:-1])
    return address
