"""Cases as other systems may know them: no names, no rooms, no words of residents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from handlers.actions.access import is_private
from handlers.actions.describe import department_of, name_of, names_to_hide, standing_of
from handlers.scene import Scene
from handlers.wording import open_data
from models.case import Case


@dataclass(frozen=True, slots=True)
class Published:
    """One case; texts went through the only door to the public."""

    case: Case
    label: str
    description: str
    place: str
    private: bool
    status: str
    department: str
    expected: datetime | None  # of an open case


def published(scene: Scene, cases: Iterable[Case]) -> tuple[Published, ...]:
    """Of a private case only that it is one, and where it stands."""
    hidden = cache(lambda group: names_to_hide(scene, group))
    return tuple(_published(scene, case, hidden(case.group_id)) for case in cases)


def _published(scene: Scene, case: Case, names: frozenset[str]) -> Published:
    standing = standing_of(scene, case)
    private = is_private(scene.settings, case)
    label = scene.house.label(case.category)
    return Published(
        case=case,
        label=label,
        description=label if private else open_data.description(standing, names),
        place="" if private else open_data.place(name_of(scene, case), names),
        private=private,
        status=open_data.status(standing),
        department=department_of(scene, case),
        expected=(case.promised_at or case.solve_due) if case.is_open else None,
    )
