"""Staff and departments. A person's nickname is never an identity: staff are bound by a one-time code."""

from __future__ import annotations

import enum

from pydantic import Field

from models.settings.base import Id, Section


class Role(enum.StrEnum):
    CADRE = "cadre"
    LEADER = "leader"
    DEPARTMENT = "department"
    VOLUNTEER = "volunteer"


class StaffSettings(Section):
    """One member of staff with a stable id; acts for his nodes of the tree and all below them."""

    id: Id = Field(description="stable id: small letters, digits, - and _; never change it once in use")
    name: str = Field(min_length=1, max_length=20, description="real name, shown to staff only")
    public_name: str = Field(default="", max_length=20, description="how the group hears of him: 社干小席")
    role: Role = Field(description="what he does: answers prompts, leads a node, works in a department, volunteers")
    grids: tuple[str, ...] = Field(default=(), description="ids of his nodes; he acts for them and all below")
    department: str = Field(default="", description="id of his department; only with role department")
    sees_private: bool = Field(default=False, description="is told of family, illness, hardship in his grids")

    def shown(self) -> str:
        return self.public_name or "社区工作人员"


class DepartmentSettings(Section):
    """A body that cases are dispatched to."""

    id: Id = Field(description="stable id: small letters, digits, - and _; never change it once in use")
    name: str = Field(min_length=1, max_length=20, description="its usual name")
    aliases: tuple[str, ...] = Field(default=(), description="what else staff call it, as in 转城管")
    categories: tuple[str, ...] = Field(default=(), description="codes of the categories it is proposed for")
