"""What somebody types at a terminal: who speaks, to whom, and what.

张阿姨: 3号楼又堵了      said in the group, and by the same person until another one speaks
/图 照片.jpg             a photo, by the last speaker
@xi: 2                   written to the bot in private by the member of staff with that id or name
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

from models.settings import StaffSettings

SPEAKER = re.compile(r"^\s*(?P<private>@?)(?P<who>[^:：\s/@]{1,20})\s*[:：]\s*(?P<text>.*)$", re.S)
PHOTO = re.compile(r"^\s*/(?:图|photo)\s+(?P<path>.+?)\s*$")
RESIDENT = "居民"
ENDS = {"/退出", "/quit", "/exit"}
LEDGER = {"/账本", "/ledger"}
HELP = {"/帮助", "/help"}
WAIT = re.compile(r"^\s*/(?:等|wait)(?P<span>.*)$")
SPAN = re.compile(r"(\d+)\s*([smhd秒分时天])")
UNITS = {"s": "seconds", "秒": "seconds", "m": "minutes", "分": "minutes", "h": "hours", "时": "hours"}
UNITS |= {"d": "days", "天": "days"}


def read_span(text: str) -> timedelta | None:
    """2m, 1h30m, 2天; None where it is no span."""
    if not text.strip() or SPAN.sub("", text).strip():
        return None
    try:
        return sum((timedelta(**{UNITS[unit]: int(amount)}) for amount, unit in SPAN.findall(text)), timedelta())
    except (OverflowError, ValueError):  # more than a span, or an int, can hold
        return None


@dataclass(frozen=True, slots=True)
class Typed:
    """One line as meant. `who` is the id of a member of staff, or a resident's name."""

    who: str
    is_private: bool
    text: str = ""
    photo: str = ""  # the path of a file


class Typist:
    """Remembers who spoke last."""

    def __init__(self, staff: tuple[StaffSettings, ...]) -> None:
        self._ids = {
            name: person.id for person in staff for name in (person.id, person.name, person.public_name) if name
        }
        self._who, self._is_private = RESIDENT, False

    def read(self, line: str) -> Typed | None:
        """The line as meant; None where there is nothing in it."""
        spoken = SPEAKER.match(line)
        if spoken is not None:
            self._who = self._ids.get(spoken["who"], spoken["who"])
            self._is_private = bool(spoken["private"])
            line = spoken["text"]
        photo = PHOTO.match(line)
        if photo is not None:
            return Typed(self._who, self._is_private, photo=photo["path"])
        return Typed(self._who, self._is_private, line.strip()) if line.strip() else None
