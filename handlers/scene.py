"""One change in progress: the transaction, the moment, the house, and the words that caused it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from handlers.house import House
from handlers.wording.times import Moment
from models.case import Case, Message
from models.settings import Settings, StaffSettings
from models.status import Actor


@dataclass(frozen=True, slots=True)
class Who:
    """Who makes a move: a member of staff, a resident (sender of the cause) or the clock."""

    actor: Actor
    staff: StaffSettings | None = None

    @property
    def staff_id(self) -> str:
        return self.staff.id if self.staff else ""

    @property
    def shown(self) -> str:
        """How others hear of a member of staff; "" of anybody else."""
        return self.staff.shown() if self.staff else ""


SYSTEM = Who(Actor.SYSTEM)
RESIDENT = Who(Actor.RESIDENT)


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that an action needs; passed as its first argument and never kept."""

    connection: Connection
    now: datetime
    house: House
    cause: Message | None = None

    @property
    def settings(self) -> Settings:
        return self.house.settings

    @property
    def moment(self) -> Moment:
        """Now, as words about times need it."""
        return Moment(self.now, self.settings.zone)

    def caused_by(self, message: Message) -> Scene:
        return replace(self, cause=message)

    def staff_on(self, case: Case) -> StaffSettings | None:
        """The first cadre, else the first leader, of the node that holds a case."""
        people = self.settings.staff_of(case.holder)
        return min(people, key=lambda person: person.role != "cadre", default=None)
