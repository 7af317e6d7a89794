"""The week of each node of the tree, to its leaders, with the figures that they are judged by."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from handlers.actions.describe import standing_of
from handlers.actions.say import tell_staff
from handlers.figures_of import figures_of
from handlers.jobs.job import Job
from handlers.jobs.week import week_before
from handlers.scene import Scene
from handlers.wording.leader_digest import leader_digest
from handlers.wording.values import HotSpot, LeaderDigest
from models.case import Case
from models.queries.cases import open_cases_in
from models.queries.ledger import Period, cases_touching
from models.settings import Role, StaffSettings

HOT = 2  # the same trouble at the same place this often in a week
MOST = 10


def send_leader_digest(scene: Scene, fire_time: datetime) -> str:
    leaders = [person for person in scene.settings.staff if person.role is Role.LEADER]
    for person in leaders:
        for grid in person.grids:
            send_to(scene, person, grid, fire_time)
    return f"{len(leaders)} leaders"


def send_to(scene: Scene, person: StaffSettings, grid: str, fire_time: datetime) -> None:
    """One node's week to one leader. Private cases are counted; only those who may see them read which they are."""
    period, first, last = week_before(fire_time, scene.settings)
    grids = scene.settings.subtree(grid)
    shown = [case for case in open_cases_in(scene.connection, grids) if person.sees_private or not case.private]
    overdue = [one for one in (standing_of(scene, case) for case in shown) if one.overdue]
    digest = LeaderDigest(
        scene.settings.nodes[grid].name,
        first,
        last,
        figures_of(scene, grid, period),
        tuple(overdue[:MOST]),
        hot_spots(scene, grids, period),
    )
    tell_staff(scene, person, leader_digest(digest, scene.moment), "leader_digest", f"{grid}:{last:%Y%m%d}")


def hot_spots(scene: Scene, grids: frozenset[str], period: Period) -> tuple[HotSpot, ...]:
    """Places where the same trouble came up again within the period; private matters have no place here."""
    cases = cases_touching(scene.connection, grids, period)
    counted = Counter(_spot(case) for case in cases if period.holds(case.opened_at) and case.place and not case.private)
    return tuple(
        HotSpot(place, scene.house.label(category), count)
        for (_, category, place), count in counted.most_common(MOST)
        if count >= HOT
    )


def _spot(case: Case) -> tuple[str, str, str]:
    return case.grid, case.category, case.place


JOB = Job("send_leader_digest", send_leader_digest)
