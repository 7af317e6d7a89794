"""Building and room in a nickname: "7-302", "4-2-601 老崔", "18-101黄生", "9号五楼细强"."""

from __future__ import annotations

import re

from handlers.reading.place_known import KnownPlaces

# building - [unit -] room; a year or a date ("2024-05") is no house.
DASHED = re.compile(r"(?<![0-9])([0-9]{1,3})[-－—–_](?:([0-9]{1,2})[-－—–_])?([0-9]{3,4})(?![0-9-])")
# In a text the last part must read as a floor and a door, or 8-150 is a score.
DASHED_ALONE = re.compile(r"(?<![0-9A-Za-z.-])[0-9]{1,2}-(?:[1-9]-)?[1-9][0-9]?(?:0[1-9]|1[0-2])(?![0-9A-Za-z.-])")
BARE_HOUSE = re.compile(r"^([0-9]{1,3})号(?!楼|院)")


def spelled_out(name: str, known: KnownPlaces) -> str:
    """The nickname with its dashes written as an address; empty where it holds none."""
    if match := DASHED.search(name):
        building, unit, room = match.groups()
        if not unit and (entrance := known.entrance(str(int(building)))):
            return entrance + room  # one house only: the first number counts its entrances
        return f"{known.house(str(int(building)))}{f'{int(unit)}单元' if unit else ''}{room}"
    if match := BARE_HOUSE.match(name):
        return known.house(str(int(match.group(1)))) + name[match.end() :]
    return name
