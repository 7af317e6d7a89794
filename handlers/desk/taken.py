"""The cases of a list as a table to take away."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_

from handlers.desk.asked import Asked, condition_of
from handlers.desk.sight import is_public
from handlers.scene import Scene
from models.queries.behind import Condition
from models.settings import StaffSettings


@dataclass(frozen=True, slots=True)
class Taken:
    """A choice for `handlers.export_lines`: private cases only for whoever may be told of them and asks for them."""

    scene: Scene
    staff: StaffSettings
    asked: Asked
    wants_private: bool

    @property
    def private(self) -> bool:
        return self.wants_private and self.staff.sees_private

    def conditions(self) -> list[Condition]:
        where = condition_of(self.scene, self.staff, self.asked)
        return [where if self.private else and_(where, is_public(self.scene.settings))]
