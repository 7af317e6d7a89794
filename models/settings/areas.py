"""The grid tree of any depth, the groups bound to it and the places people name there."""

from __future__ import annotations

from pydantic import Field

from models.settings.base import Section


class PlaceSettings(Section):
    """A place that people of the neighbourhood name."""

    name: str = Field(min_length=1, max_length=40)
    aliases: tuple[str, ...] = ()


class GridNode(Section):
    """One node of the tree; a leaf is the smallest unit, whose cadre is prompted first."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")
    name: str = Field(min_length=1, max_length=40)
    level: str = ""  # what this rung is called: 市, 街道, 社区, 邻里, 网格 ...
    places: tuple[PlaceSettings, ...] = ()
    children: tuple[GridNode, ...] = ()


class GroupSettings(Section):
    """One WeChat group, bound to a node of the tree."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")
    grid: str
    name: str = Field(min_length=1, description="the group's name in WeChat, by which it is first recognised")
    rooms: tuple[str, ...] = Field(default=(), description="room ids of the channel, where they are lasting")
