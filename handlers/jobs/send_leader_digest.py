"""The week of each node of the tree, to its leaders, with the figures that they are judged by."""

from __future__ import annotations

from datetime import datetime

from handlers.actions.say import tell_staff
from handlers.jobs.job import Job
from handlers.jobs.week import week_before
from handlers.leader_week import digest_of_node
from handlers.scene import Scene
from handlers.wording.leader_digest import leader_digest
from models.settings import Role, StaffSettings


def send_leader_digest(scene: Scene, fire_time: datetime) -> str:
    leaders = [person for person in scene.settings.staff if person.role is Role.LEADER]
    for person in leaders:
        for grid in person.grids:
            send_to(scene, person, grid, fire_time)
    return f"{len(leaders)} leaders"


def send_to(scene: Scene, person: StaffSettings, grid: str, fire_time: datetime) -> None:
    """One node's week to one leader. Private cases are counted; only those who may see them read which they are."""
    _, _, last = week_before(fire_time, scene.settings)
    digest = digest_of_node(scene, grid, last, private=person.sees_private)
    tell_staff(scene, person, leader_digest(digest, scene.moment), "leader_digest", f"{grid}:{last:%Y%m%d}")


JOB = Job("send_leader_digest", send_leader_digest)
