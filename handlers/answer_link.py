"""The link with which a department answers for one case: signed, good while the case is with it."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.actions.access import is_private
from handlers.actions.undo import own_last_step
from handlers.scene import Scene, Who
from handlers.sealing.keys import Keys
from models.case import Case
from models.queries.cases import get_case
from models.queries.events import newest_dispatch
from models.settings import DepartmentSettings, Role, StaffSettings
from models.status import Actor

USE = "answer link"


@dataclass(frozen=True, slots=True)
class Link:
    """One dispatch of one case to one department."""

    case_id: int
    event_id: int
    department: str

    @property
    def text(self) -> str:
        return f"{self.case_id}.{self.event_id}.{self.department}"


@dataclass(frozen=True, slots=True)
class Answerable:
    """What a department may do: answer while it has the case, take its own last step back."""

    case: Case
    who: Who
    may_answer: bool
    may_undo: bool


def token_of(keys: Keys, link: Link) -> str:
    """ "" without a key to sign with."""
    mark = keys.sign(USE, link.text)
    return f"{link.text}.{mark}" if mark else ""


def link_of(keys: Keys, token: str) -> Link | None:
    """None for what no key of ours has signed."""
    text, _, mark = token.rpartition(".")
    if not keys.has_signed(USE, text, mark):
        return None
    case_id, event_id, department = text.split(".", 2)
    return Link(int(case_id), int(event_id), department)


def answerable(scene: Scene, link: Link) -> Answerable | None:
    """None where the link is of no use any more."""
    department = scene.settings.departments_by_id.get(link.department)
    try:
        case = get_case(scene.connection, link.case_id)
    except LookupError:
        return None
    dispatch = newest_dispatch(scene.connection, case.id)
    if department is None or dispatch is None or dispatch.id != link.event_id or is_private(scene.settings, case):
        return None
    who = acting_for(department)
    may_answer = case.is_open and case.department == department.id
    may_undo = own_last_step(scene, who, case) is not None
    return Answerable(case, who, may_answer, may_undo) if may_answer or may_undo else None


def acting_for(department: DepartmentSettings) -> Who:
    """A department without a system, as whoever makes its moves."""
    person = StaffSettings(
        id=f"dept_{department.id}"[:40],
        name=department.name,
        public_name=department.name,
        role=Role.DEPARTMENT,
        department=department.id,
    )
    return Who(Actor.DEPARTMENT, person)
