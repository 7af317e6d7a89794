"""A node as a map without ground: its children by how many cases they have, its places by kind of trouble."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_

from handlers.desk.asked import Asked, basis_of, condition_of, period_of
from handlers.desk.figures import child_of
from handlers.desk.sight import is_public
from handlers.scene import Scene
from models.queries import behind
from models.queries.spots import by_grid, spots
from models.settings import StaffSettings

MOST_SPOTS, MOST_PLACES, MOST_KINDS = 2_000, 16, 10


@dataclass(frozen=True, slots=True)
class Tile:
    """One child of a node: cases received in the days, and those open and overdue now. `own`: the node itself."""

    id: str
    name: str
    received: int
    open: int
    overdue: int
    own: bool = False
    parts: tuple[int, ...] = ()  # received cases of each of its children, where it has any


@dataclass(frozen=True, slots=True)
class Places:
    """How often which trouble came up at which place; `cells[place][kind]`."""

    places: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]  # code, label
    cells: tuple[tuple[int, ...], ...]


def tiles(scene: Scene, staff: StaffSettings, node: str, days: tuple[date, date]) -> tuple[Tile, ...]:
    """The children of a node in the order of the tree; a leaf shows itself."""
    settings = scene.settings
    asked = (
        Asked(node=node, figure="received", since=days[0], until=days[1]),
        Asked(node=node, wait="open"),
        Asked(node=node, wait="overdue"),
    )
    grids = [by_grid(scene.connection, condition_of(scene, staff, one)) for one in asked]
    counted = [_folded(scene, node, found) for found in grids]
    nodes = [*settings.nodes[node].children, *([settings.nodes[node]] if any(one[node] for one in counted) else [])]
    return tuple(
        Tile(
            one.id,
            one.name,
            counted[0][one.id],
            counted[1][one.id],
            counted[2][one.id],
            own=one.id == node,
            parts=_parts(scene, one.id, grids[0]) if one.id != node else (),
        )
        for one in nodes or [settings.nodes[node]]
    )


def places(scene: Scene, staff: StaffSettings, node: str, days: tuple[date, date]) -> Places:
    """The places that were named most, with the kinds of trouble that came up most. Private matters are left out."""
    basis = basis_of(scene, staff, node, period_of(scene.settings, *days))
    found = spots(scene.connection, and_(behind.received(basis), is_public(scene.settings)), 1, MOST_SPOTS)
    by_place: Counter[str] = Counter()
    by_kind: Counter[str] = Counter()
    cells: Counter[tuple[str, str]] = Counter()
    for spot in found:
        by_place[spot.place] += spot.count
        by_kind[spot.category] += spot.count
        cells[spot.place, spot.category] += spot.count
    names = tuple(name for name, _ in by_place.most_common(MOST_PLACES))
    kinds = tuple(kind for kind, _ in by_kind.most_common(MOST_KINDS))
    labelled = tuple((kind, scene.house.label(kind)) for kind in kinds)
    return Places(names, labelled, tuple(tuple(cells[name, kind] for kind in kinds) for name in names))


def _folded(scene: Scene, node: str, grids: dict[str, int]) -> Counter[str]:
    folded: Counter[str] = Counter()
    for grid, count in grids.items():
        folded[child_of(scene.settings, node, grid)] += count
    return folded


def _parts(scene: Scene, node: str, grids: dict[str, int]) -> tuple[int, ...]:
    below = scene.settings.nodes[node].children
    inside = {grid: count for grid, count in grids.items() if scene.settings.is_under(grid, node)} if below else {}
    counted = _folded(scene, node, inside)
    return tuple(counted[child.id] for child in below)
