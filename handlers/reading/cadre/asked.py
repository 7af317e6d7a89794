"""What an answer is read against, and what one way of reading it yields."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from handlers.reading.cadre.reply import Verb
from models.calendar import WorkCalendar
from models.settings import DepartmentSettings


@dataclass(frozen=True, slots=True)
class Asked:
    """The moment, what is configured, and how many numbered choices the bot has just offered (0: none)."""

    now: datetime
    departments: Sequence[DepartmentSettings] = ()
    categories: Mapping[str, str] = field(default_factory=dict)  # label -> code
    choices: int = 0
    open_numbers: Collection[int] = ()
    calendar: WorkCalendar | None = None

    def department_in(self, text: str) -> str:
        """The id of the department whose longest name or alias stands in the text, "" for none."""
        names = [(name, one.id) for one in self.departments for name in (one.name, *one.aliases) if name in text]
        return max(names, key=lambda pair: len(pair[0]))[1] if names else ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the words come to."""

    verb: Verb
    reason: str = ""
    department: str = ""
    category: str = ""
    place: str = ""
    urgency: str = ""
    follow_up: bool = False  # the time in the words is for looking again after a close


UNCLEAR = Verdict(Verb.UNCLEAR)
