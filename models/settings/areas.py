"""The grid tree of any depth, the groups bound to it and the places people name there."""

from __future__ import annotations

from pydantic import Field, field_validator

from models.settings.base import Id, Section, known_zone


class PlaceSettings(Section):
    """A place that people of the neighbourhood name."""

    name: str = Field(min_length=1, max_length=40, description="its usual name, used in answers")
    aliases: tuple[str, ...] = Field(default=(), description="what else people call it")


class GridNode(Section):
    """One node of the tree; a leaf is the smallest unit, whose cadre is prompted first."""

    id: Id = Field(description="stable id: small letters, digits, - and _; never change it once in use")
    name: str = Field(min_length=1, max_length=40, description="what people call it")
    level: str = Field(default="", max_length=20, description="what this rung is called: 市, 街道, 社区, 邻里, 网格")
    places: tuple[PlaceSettings, ...] = Field(default=(), description="places that people name here and below")
    children: tuple[GridNode, ...] = Field(default=(), description="the nodes below; without any it is a leaf")


class GroupSettings(Section):
    """One WeChat group, bound to a node of the tree."""

    id: Id = Field(description="stable id: small letters, digits, - and _; never change it once in use")
    grid: str = Field(description="id of the node that it belongs to")
    name: str = Field(
        min_length=1, max_length=60, description="the group's name in WeChat, by which it is first recognised"
    )
    rooms: tuple[str, ...] = Field(default=(), description="room ids of the channel, where they are lasting")
    timezone: str = Field(default="", description="local time of its quiet hours, where it is not the house's")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        return known_zone(name) if name else ""
