"""What a leader may see: the nodes of his part of the tree, and private matters only where he is named for them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import and_

from handlers.actions.access import grids_of
from models.case import Case
from models.queries.behind import Condition
from models.settings import Settings, StaffSettings
from models.tables import case


def nodes_of(settings: Settings, staff: StaffSettings) -> tuple[str, ...]:
    """The nodes that a leader starts from: his own, without those that lie under another of his."""
    own = [grid for grid in dict.fromkeys(staff.grids) if grid in settings.nodes]
    return tuple(grid for grid in own if not any(other != grid and settings.is_under(grid, other) for other in own))


def may_see_node(settings: Settings, staff: StaffSettings, node: str) -> bool:
    return node in settings.nodes and any(settings.is_under(node, grid) for grid in nodes_of(settings, staff))


def grids_below(settings: Settings, staff: StaffSettings, node: str) -> Collection[str] | None:
    """The grids of a node, or of all that the leader has where none is named. None: the whole tree."""
    if (node or settings.grid.id) == settings.grid.id and settings.grid.id in staff.grids:
        return None
    return settings.subtree(node) if node else grids_of(settings, staff)


def is_hidden(settings: Settings, staff: StaffSettings, found: Case) -> bool:
    """Whether a leader may only know that there is such a case.

    What is private by today's configuration is hidden too, whatever it was when the case was opened.
    """
    return not staff.sees_private and (found.private or settings.category(found.category).private)


def is_public(settings: Settings) -> Condition:
    """The same as a condition: neither private when it was opened nor by today's configuration."""
    public = [code for code, category in settings.categories.items() if not category.private]
    return and_(case.c.private.is_(False), case.c.category.in_(public))
