"""Who may act on which case."""

from __future__ import annotations

from handlers.scene import Scene, Who
from models.case import Case
from models.errors import MoveRefused
from models.queries.api_keys import ApiKey
from models.settings import Role, Settings, StaffSettings
from models.status import Actor

ACTORS = {Role.CADRE: Actor.CADRE, Role.LEADER: Actor.LEADER}


def who_is(staff: StaffSettings) -> Who:
    """A member of staff as the one who makes a move; volunteers act as a department does."""
    return Who(ACTORS.get(staff.role, Actor.DEPARTMENT), staff)


def may_act(settings: Settings, staff: StaffSettings, case: Case) -> bool:
    """Whether a case is in the person's part of the tree, or was dispatched to the person's department."""
    if staff.role in ACTORS:
        return any(settings.is_under(case.grid, grid) for grid in staff.grids)
    return bool(case.department) and staff.department == case.department


def may_see(settings: Settings, staff: StaffSettings, case: Case) -> bool:
    """Whether the person may be told of a case: private ones only by those who are named for it."""
    return may_act(settings, staff, case) and (staff.sees_private or not case.private)


def check_access(scene: Scene, who: Who, case: Case) -> None:
    """MoveRefused where a member of staff reaches for a case that is not his."""
    if who.staff is not None and not may_see(scene.settings, who.staff, case):
        raise MoveRefused("not_yours", f"case {case.id} is not {who.staff.id}'s")


def grids_of(settings: Settings, staff: StaffSettings) -> frozenset[str]:
    """Every node that a person acts for, those below included."""
    return frozenset().union(*(settings.subtree(grid) for grid in staff.grids if grid in settings.nodes))


def is_private(settings: Settings, case: Case) -> bool:
    """Private when it was opened, or by today's configuration."""
    return case.private or settings.category(case.category).private


def key_sees(settings: Settings, key: ApiKey, case: Case) -> bool:
    """Whether a system with that key may know of a case."""
    inside = case.grid in settings.nodes and key.node in settings.nodes and settings.is_under(case.grid, key.node)
    return inside and (key.private or not is_private(settings, case))
