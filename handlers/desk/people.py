"""The staff and the groups of a leader's part of the tree: who can be reached, who has how much to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import true

from handlers.desk.sight import grids_below, nodes_of
from handlers.scene import Scene
from models.queries.among import among
from models.queries.behind import Condition
from models.queries.desk import bound_since, groups_bound, messages_since, open_by, spoke_last
from models.queries.pacing import spoken_to
from models.settings import GroupSettings, Role, Settings, StaffSettings
from models.tables import case

DAY, WEEK = timedelta(days=1), timedelta(days=7)
PAGE = 50


@dataclass(frozen=True, slots=True)
class Load:
    """Open cases that wait for a node or a department; the key is what a list is asked for with."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff; `bound` None: nobody in WeChat is known as this person yet."""

    staff: StaffSettings
    bound: datetime | None
    loads: tuple[Load, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A group with how it is listened to and spoken to."""

    settings: GroupSettings
    grid: str
    bound: bool
    last: datetime | None
    a_day: float  # messages, on average of the last week
    spoken: int  # messages of the bot in the last 24 hours


def staff_of_tree(settings: Settings, staff: StaffSettings) -> tuple[StaffSettings, ...]:
    """Everybody with a node in the leader's part of the tree."""
    own = nodes_of(settings, staff)
    return tuple(
        person
        for person in settings.staff
        if any(grid in settings.nodes and settings.is_under(grid, node) for grid in person.grids for node in own)
    )


def people(scene: Scene, staff: StaffSettings, shown: Sequence[StaffSettings]) -> tuple[Person, ...]:
    """Some of the staff with what they have to do."""
    here = here_of(scene, staff)
    bound = bound_since(scene.connection, [person.id for person in shown])
    by_holder, by_department = (open_by(scene.connection, one, here) for one in (case.c.holder, case.c.department))
    nodes, departments = scene.settings.nodes, scene.settings.departments_by_id
    found = []
    for person in shown:
        if person.role is Role.DEPARTMENT and person.department in departments:
            key = person.department
            loads: tuple[Load, ...] = (Load(key, departments[key].name, by_department.get(key, 0)),)
        else:
            known = [grid for grid in person.grids if grid in nodes and person.role is not Role.VOLUNTEER]
            loads = tuple(Load(grid, nodes[grid].name, by_holder.get(grid, 0)) for grid in known)
        found.append(Person(person, bound.get(person.id), loads))
    return tuple(found)


def groups_of_tree(settings: Settings, staff: StaffSettings) -> tuple[GroupSettings, ...]:
    own = nodes_of(settings, staff)
    return tuple(group for group in settings.groups if any(settings.is_under(group.grid, node) for node in own))


def groups(scene: Scene, shown: Sequence[GroupSettings]) -> tuple[Group, ...]:
    """Some of the groups with how they are."""
    ids = [group.id for group in shown]
    bound = groups_bound(scene.connection, ids)
    said = messages_since(scene.connection, ids, scene.now - WEEK)
    spoken = spoken_to(scene.connection, ids, scene.now - DAY)
    return tuple(
        Group(
            group,
            scene.settings.nodes[group.grid].name,
            group.id in bound,
            spoke_last(scene.connection, group.id),
            round(said.get(group.id, 0) / WEEK.days, 1),
            len(spoken.get(group.id, ())),
        )
        for group in shown
    )


def here_of(scene: Scene, staff: StaffSettings) -> Condition:
    """Cases in the leader's part of the tree."""
    grids = grids_below(scene.settings, staff, "")
    return true() if grids is None else among(scene.connection, case.c.grid, grids)
