"""Building and room in a nickname: "7-302", "4-2-601 老崔", "C5-3-602", "9号五楼细强", "阿芬12-4"."""

from __future__ import annotations

import re

from handlers.reading import place_terms as terms
from handlers.reading.place_known import KnownPlaces
from handlers.reading.place_number import arabic

# building - [unit -] room; a year or a date ("2024-05") is no house.
DASHED = re.compile(r"(?<![0-9A-Za-z])([A-Ha-h]?[0-9]{1,3})[-－—–_](?:([0-9]{1,2})[-－—–_])?([0-9]{3,4})(?![0-9-])")
# building - unit or floor: 43-4; which of the two it is nobody knows, but the house is told.
PAIR = re.compile(r"(?<![0-9A-Za-z.-])([A-Ha-h]?[0-9]{1,3})-[0-9]{1,2}(?![0-9-])")
# In a text the last part must read as a floor and a door, or 8-150 is a score.
DASHED_ALONE = re.compile(r"(?<![0-9A-Za-z.-])[0-9]{1,2}-(?:[1-9]-)?[1-9][0-9]?(?:0[1-9]|1[0-2])(?![0-9A-Za-z.-])")
# C1603 is 1603 in the house C, where there is one.
LETTERED = re.compile(r"(?<![A-Za-z0-9])([A-H])-?([0-9]{3,4})(?![0-9])")
INSIDE = re.compile(terms.INSIDE)
BARE_HOUSE = re.compile(r"^([0-9]{1,3})号(?!楼|院)")


def spelled_out(name: str, known: KnownPlaces) -> str:
    """The nickname with its dashes written as an address; empty where it holds none."""
    if match := DASHED.search(name):
        building, unit, room = arabic(match[1]), match[2], match[3]
        if not unit and (entrance := known.entrance(building)):
            return entrance + room  # one house only: the first number counts its entrances
        return f"{known.house(building)}{f'{int(unit)}单元' if unit else ''}{room}"
    if (match := PAIR.search(name)) and known.has(arabic(match[1])):
        return known.house(arabic(match[1]))
    if (match := LETTERED.search(name)) and known.has(match[1]):
        return f"{known.house(match[1])}{match[2]}"
    if match := BARE_HOUSE.match(name):
        number, rest = str(int(match.group(1))), name[match.end() :]
        if known.has(number):
            return known.house(number) + rest
        return f"{number}号{rest if INSIDE.match(rest) else ''}"
    return name
