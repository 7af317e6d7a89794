"""What a leader sees first: this week's figures, what waits, what is in danger, and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.desk.asked import WAITING, Asked, condition_of, period_of
from handlers.desk.figures import DeskFigures, desk_figures
from handlers.desk.hot import HotPlace, hot_places
from handlers.desk.listing import Shown, first_of
from handlers.desk.trends import Week, weeks
from handlers.scene import Scene
from models.queries.tallies import count
from models.settings import StaffSettings

FEW = 8


@dataclass(frozen=True, slots=True)
class Overview:
    """`waiting` has the number of open cases for each of WAITING; `lists` the newest of some."""

    figures: DeskFigures
    waiting: dict[str, int]
    lists: dict[str, tuple[Shown, ...]]
    weeks: tuple[Week, ...]
    hot: tuple[HotPlace, ...]


def overview(scene: Scene, staff: StaffSettings, node: str, days: tuple[date, date]) -> Overview:
    """The desk of one node."""
    asked = {wait: Asked(node=node, wait=wait) for wait in WAITING}
    return Overview(
        figures=desk_figures(scene, staff, node, period_of(scene.settings, *days)),
        waiting={wait: count(scene.connection, condition_of(scene, staff, one)) for wait, one in asked.items()},
        lists={
            wait: first_of(scene, staff, asked[wait], FEW) for wait in ("danger", "escalated", "extension", "overdue")
        },
        weeks=weeks(scene, staff, node, days[1]),
        hot=hot_places(scene, staff, node, days, FEW, beside=0),
    )
