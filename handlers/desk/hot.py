"""Hot spots: the same trouble at the same place, again and again. Private matters have no place here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_

from handlers.desk.asked import Asked, basis_of, period_of
from handlers.desk.listing import Shown, first_of, name_of_node
from handlers.desk.sight import is_public
from handlers.leader_week import HOT
from handlers.scene import Scene
from models.queries import behind
from models.queries.spots import Spot, spots
from models.settings import StaffSettings

BESIDE = 5  # cases shown with each spot


@dataclass(frozen=True, slots=True)
class HotPlace:
    """One spot with its newest cases; `asked` lists all of them."""

    spot: Spot
    grid: str
    label: str
    asked: Asked
    newest: tuple[Shown, ...] = ()


def hot_places(
    scene: Scene, staff: StaffSettings, node: str, days: tuple[date, date], most: int, beside: int = BESIDE
) -> tuple[HotPlace, ...]:
    """Those with the most cases received in the days, as the leader's digest counts them."""
    basis = basis_of(scene, staff, node, period_of(scene.settings, *days))
    these = and_(behind.received(basis), is_public(scene.settings))
    return tuple(
        _with_cases(scene, staff, node, days, spot, beside) for spot in spots(scene.connection, these, HOT, most)
    )


def _with_cases(
    scene: Scene, staff: StaffSettings, node: str, days: tuple[date, date], spot: Spot, beside: int
) -> HotPlace:
    since, until = days
    asked = Asked(
        node=node, grid=spot.grid, figure="received", category=spot.category, place=spot.place, since=since, until=until
    )
    newest = first_of(scene, staff, asked, beside) if beside else ()
    return HotPlace(spot, name_of_node(scene, spot.grid), scene.house.label(spot.category), asked, newest)
