"""What somebody types at a terminal: who speaks, to whom, and what.

张阿姨: 3号楼又堵了      said in the group, and by the same person until another one speaks
/图 照片.jpg             a photo, by the last speaker
@xi: 2                   written to the bot in private by the member of staff with that id or name
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from models.settings import StaffSettings

SPEAKER = re.compile(r"^\s*(?P<private>@?)(?P<who>[^:：\s/@]{1,20})\s*[:：]\s*(?P<text>.*)$", re.S)
PHOTO = re.compile(r"^\s*/(?:图|photo)\s+(?P<path>.+?)\s*$")
ENDS = {"/退出", "/quit", "/exit"}


@dataclass(frozen=True, slots=True)
class Typed:
    """One line as meant. `who` is the id of a member of staff, or a resident's name."""

    who: str
    is_private: bool
    text: str = ""
    photo: Path | None = None


class Typist:
    """Remembers who spoke last."""

    def __init__(self, staff: tuple[StaffSettings, ...]) -> None:
        self._ids = {
            name: person.id for person in staff for name in (person.id, person.name, person.public_name) if name
        }
        self._who, self._is_private = "居民", False

    def read(self, line: str) -> Typed | None:
        """The line as meant; None where there is nothing in it."""
        spoken = SPEAKER.match(line)
        if spoken is not None:
            self._who = self._ids.get(spoken["who"], spoken["who"])
            self._is_private = bool(spoken["private"])
            line = spoken["text"]
        photo = PHOTO.match(line)
        if photo is not None:
            return Typed(self._who, self._is_private, photo=Path(photo["path"]).expanduser())
        return Typed(self._who, self._is_private, line.strip()) if line.strip() else None
