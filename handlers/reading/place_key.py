"""Comparing places: a key is the parts of an address in a fixed order and one spelling, joined by "/".

"三期六号楼东头" has the key "3期/6幢". A relative word alone ("门口") has the empty key and compares with nothing.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from functools import lru_cache

from handlers.reading.place_lists import OUTDOORS

# Parts that tell one spot from another, from the outside in; the last three only refine what they stand in.
ORDER = ("area", "building", "unit", "mark", "part", "floor", "room")
ANCHORS = frozenset({"area", "building", "mark"})  # what finds a spot by itself
PREFIXES = {"a": "area", "m": "mark", "p": "part"}
SUFFIXES = {"building": "幢", "unit": "单元", "floor": "层", "room": "室"}


class Relation(enum.Enum):
    """How two places lie to each other."""

    SAME = "same"
    NEAR = "near"  # one refines the other, or both are parts of one building
    UNKNOWN = "unknown"  # they share no part that could be compared
    DIFFERENT = "different"


def make_key(parts: Iterable[tuple[str, str]]) -> str:
    """Join (part, spelling) pairs; `spelling` is already canonical."""
    known = sorted(set(parts), key=lambda pair: (ORDER.index(pair[0]), pair[1]))
    return "/".join(value for _, value in known)


def parts_of(key: str) -> dict[str, frozenset[str]]:
    """The values of each part of a key."""
    found: dict[str, set[str]] = {}
    for value in filter(None, key.split("/")):
        found.setdefault(part_of(value), set()).add(value)
    return {part: frozenset(values) for part, values in found.items()}


def part_of(value: str) -> str:
    if value[1:2] == ":":
        return PREFIXES[value[0]]
    return next(part for part, suffix in SUFFIXES.items() if value.endswith(suffix))


def compare(one: str, other: str) -> Relation:
    """How the places of two keys lie to each other."""
    a, b = parts_of(one), parts_of(other)
    if a == b:
        return Relation.SAME if a else Relation.UNKNOWN
    shared = [part for part in ORDER if part in a and part in b and not (part == "mark" and is_loose(a[part], b[part]))]
    if not shared:
        return Relation.UNKNOWN
    apart = [part for part in shared if not meets(part, a[part], b[part])]
    if not apart:
        return Relation.NEAR
    if set(apart) <= {"part", "floor", "room"} and not {"building", "mark"} & set(shared):
        return Relation.UNKNOWN  # two floors, but of which house?
    inside = set(apart) <= {"mark", "part", "floor", "room"} and "building" in shared
    return Relation.NEAR if inside else Relation.DIFFERENT


def is_loose(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one of two landmarks is a thing that stands anywhere: the crossing may be the one at the school."""
    return a != b and any({value[2:] for value in marks} <= OUTDOORS for marks in (a, b))


def meets(part: str, a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of values of one part have one in common; landmarks also when one name holds the other."""
    if a & b:
        return True
    return part in {"mark", "part"} and any(x[2:] in y[2:] or y[2:] in x[2:] for x in a for y in b)


def finds(key: str) -> bool:
    """Whether the place can be found without knowing who speaks: a house, an area or a landmark is named."""
    return bool(parts_of(key).keys() & ANCHORS)


@lru_cache(maxsize=4096)
def same_place(one: str, other: str) -> bool:
    """Whether two keys name the same spot, or one a part of the other."""
    return compare(one, other) in {Relation.SAME, Relation.NEAR}
