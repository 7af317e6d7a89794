"""Staff and departments. A person's nickname is never an identity: staff are bound by a one-time code."""

from __future__ import annotations

import enum

from pydantic import Field

from models.settings.base import Section


class Role(enum.StrEnum):
    CADRE = "cadre"
    LEADER = "leader"
    DEPARTMENT = "department"
    VOLUNTEER = "volunteer"


class StaffSettings(Section):
    """One member of staff with a stable id; acts for his nodes of the tree and all below them."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")
    name: str = Field(min_length=1, max_length=20)
    public_name: str = Field(default="", description="how the group hears of him: 社干小席")
    role: Role
    grids: tuple[str, ...] = ()
    department: str = ""
    sees_private: bool = Field(default=False, description="is told of family, illness, hardship in his grids")

    def shown(self) -> str:
        return self.public_name or "社区工作人员"


class DepartmentSettings(Section):
    """A body that cases are dispatched to."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")
    name: str = Field(min_length=1, max_length=20)
    aliases: tuple[str, ...] = ()
    categories: tuple[str, ...] = Field(default=(), description="categories it is proposed for")
