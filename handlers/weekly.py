"""The week of a group, and the weeks behind it, read from the ledger."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from handlers.actions.describe import name_of, standing_of
from handlers.figures_of import figures_of
from handlers.scene import Scene
from handlers.wording.card_values import HOURS, WEEKS, Ended, Trend, Week, WeekCard
from handlers.wording.values import WeeklyDigest
from models.case import Case
from models.queries.cases import open_cases_in
from models.queries.ledger import Brief, Period, cases_touching, opened_in
from models.queries.messages import messages_of_case
from models.settings import GroupSettings, Settings
from models.status import State

WEEK = timedelta(days=7)


def week_until(last: date, settings: Settings) -> Period:
    """The seven days up to and including this one, in local time."""
    midnight = datetime(last.year, last.month, last.day, tzinfo=settings.zone) + timedelta(days=1)
    return Period(midnight - WEEK, midnight)


def digest_until(scene: Scene, group: GroupSettings, last: date) -> WeeklyDigest:
    """The week of a group that ends with this day, as its digest tells it."""
    period = week_until(last, scene.settings)
    return WeeklyDigest(
        last - timedelta(days=6),
        last,
        figures_of(scene, group.grid, period),
        tuple(standing_of(scene, case) for case in open_cases_in(scene.connection, [group.grid])),
        _helpers(scene, closed_in(scene, group.grid, period)),
    )


def card_until(scene: Scene, group: GroupSettings, last: date) -> WeekCard:
    """The same with what only the picture shows."""
    period = week_until(last, scene.settings)
    closed = [case for case in closed_in(scene, group.grid, period) if not is_private(scene, case)]
    return WeekCard(
        scene.settings.nodes[group.grid].name,
        digest_until(scene, group, last),
        trend_until(scene, [group.grid], last, private=False),
        tuple(_ended(scene, case) for case in closed),
    )


def trend_until(scene: Scene, grids: Collection[str], last: date, *, private: bool) -> Trend:
    """The weeks up to this day; `private`: with private matters."""
    settings = scene.settings
    end = week_until(last, settings).end
    cases = opened_in(scene.connection, grids, Period(end - WEEKS * WEEK, end))
    shown = [one for one in cases if private or not (one.private or settings.category(one.category).private)]
    firsts = [last - timedelta(days=6) - WEEK * back for back in reversed(range(WEEKS))]
    return Trend(tuple(_week(shown, first, settings) for first in firsts), _busy(shown, settings))


def _week(cases: Collection[Brief], first: date, settings: Settings) -> Week:
    period = week_until(first + timedelta(days=6), settings)
    received = [one for one in cases if period.holds(one.opened_at)]
    return Week(first, len(received), sum(one.state is State.CLOSED for one in received))


def _busy(cases: Collection[Brief], settings: Settings) -> tuple[tuple[int, ...], ...]:
    counts = [[0] * (24 // HOURS) for _ in range(7)]
    for one in cases:
        local = one.opened_at.astimezone(settings.zone)
        counts[local.weekday()][local.hour // HOURS] += 1
    return tuple(map(tuple, counts))


def is_private(scene: Scene, case: Case) -> bool:
    """Whether a case is, or is by today's configuration, of a private category."""
    return case.private or scene.settings.category(case.category).private


def closed_in(scene: Scene, grid: str, period: Period) -> list[Case]:
    cases = cases_touching(scene.connection, [grid], period)
    return [case for case in cases if case.state is State.CLOSED and period.holds(case.closed_at)]


def _ended(scene: Scene, case: Case) -> Ended:
    evidence = messages_of_case(scene.connection, case.id, "evidence", "support")
    work = messages_of_case(scene.connection, case.id, "done")
    return Ended(
        name_of(scene, case),
        "、".join(_who_helped(scene, case)),
        (case.closed_at or scene.now) - case.opened_at,
        before=next((message.photo for message in evidence if message.photo), None),
        after=next((message.photo for message in reversed(work) if message.photo), None),
    )


def _helpers(scene: Scene, closed: Collection[Case]) -> tuple[str, ...]:
    """Bodies and roles that helped to end cases of the week; never residents."""
    return tuple(dict.fromkeys(name for case in closed for name in _who_helped(scene, case)))


def _who_helped(scene: Scene, case: Case) -> list[str]:
    department = scene.settings.departments_by_id.get(case.department)
    person = scene.settings.staff_by_id.get(case.closed_by)
    return [name for name in (department.name if department else "", person.public_name if person else "") if name]
