"""How cases come and go over time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_

from handlers.desk.asked import Asked, basis_of, condition_of, period_of, slot_of
from handlers.scene import Scene
from models.queries import behind
from models.queries.ledger import Period
from models.queries.tallies import by_hour, by_periods
from models.settings import StaffSettings
from models.tables import case

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """From Monday to Sunday: what was received, and what was ended."""

    first: date
    last: date
    received: int
    ended: int


def weeks(scene: Scene, staff: StaffSettings, node: str, last: date, many: int = 12) -> tuple[Week, ...]:
    """The weeks up to and with the one of `last`, oldest first."""
    monday = last - timedelta(days=last.weekday())
    firsts = [monday - WEEK * back for back in range(many - 1, -1, -1)]
    ends = [_midnight(scene, day) for day in (*firsts, monday + WEEK)]
    basis = basis_of(scene, staff, node, Period(ends[0], ends[-1]))
    here = and_(behind.COUNTED, basis.here())
    received = by_periods(scene.connection, here, case.c.opened_at, ends)
    ended = by_periods(scene.connection, behind.ended(basis), case.c.closed_at, ends)
    days = zip(firsts, received, ended, strict=True)
    return tuple(Week(first, first + timedelta(days=6), came, went) for first, came, went in days)


def slots(scene: Scene, staff: StaffSettings, node: str, since: date, until: date) -> Counter[str]:
    """How many cases were opened on which weekday in which hour, in local time.

    Hours of UTC are counted by the database and then put where they lie; every zone of China has whole hours.
    """
    where = condition_of(scene, staff, Asked(node=node, since=since, until=until))
    found: Counter[str] = Counter()
    for moment, count in by_hour(scene.connection, where, case.c.opened_at):
        found[slot_of(scene.settings, moment)] += count
    return found


def _midnight(scene: Scene, day: date) -> datetime:
    return period_of(scene.settings, day, day).start
