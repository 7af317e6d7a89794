"""Which node of the tree has to act, and which people are told."""

from __future__ import annotations

from handlers.scene import Scene
from models.case import Case
from models.queries.staff import bound_among
from models.settings import Role, Settings, StaffSettings

OFFICE_ROLES = (Role.CADRE, Role.LEADER)


def office_of(settings: Settings, grid: str, private: bool) -> tuple[StaffSettings, ...]:
    """Cadres and leaders of exactly this node who may be told of such a case."""
    people = (person for person in settings.staff_of(grid) if person.role in OFFICE_ROLES)
    return tuple(person for person in people if person.sees_private or not private)


def first_holder(settings: Settings, grid: str, private: bool) -> str:
    """The node where a case starts: its own grid, or the nearest above that has somebody for it."""
    return next((node for node in settings.path(grid) if office_of(settings, node, private)), grid)


def holder_above(settings: Settings, holder: str, private: bool) -> str | None:
    """The next node up that has somebody for such a case; None at the top."""
    return next((node for node in settings.path(holder)[1:] if office_of(settings, node, private)), None)


def people_for(scene: Scene, case: Case) -> tuple[StaffSettings, ...]:
    """Whom to ask about a case: those who can be reached at its holder, else at the nearest node above.

    Where nobody at all is bound yet, the holder's own people: their messages wait until they bind.
    """
    settings = scene.settings
    for node in settings.path(case.holder):
        people = office_of(settings, node, case.private)
        bound = bound_among(scene.connection, [person.id for person in people])
        if bound:
            return tuple(person for person in people if person.id in bound)
    return office_of(settings, case.holder, case.private)


def workers_on(scene: Scene, case: Case) -> tuple[StaffSettings, ...]:
    """Everyone who works on a case, each once: the holder's people and those of its department."""
    people = {person.id: person for person in (*people_for(scene, case), *department_people(scene, case))}
    return tuple(people.values())


def department_people(scene: Scene, case: Case) -> tuple[StaffSettings, ...]:
    """Whoever of the department that a case was dispatched to may be told of it."""
    if not case.department:
        return ()
    people = (person for person in scene.settings.staff if person.department == case.department)
    return tuple(person for person in people if person.sees_private or not case.private)
