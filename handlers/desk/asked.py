"""Which cases somebody asks for: every list and every number of the desk is one of these questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, false, or_, select, true

from handlers.asked_words import asked_words
from handlers.desk.sight import grids_below, is_public, may_see_node
from handlers.figures_of import is_in_community
from handlers.scene import Scene
from models.queries.among import among
from models.queries.behind import COUNTED, FIGURES, Basis, Condition
from models.queries.cases import IS_OPEN
from models.queries.ledger import Period
from models.queries.search import found_by
from models.settings import Settings, StaffSettings
from models.status import State
from models.tables import case

PRIVATE = "private"  # in the place of a category: all that is private
WAITING = ("open", "overdue", "escalated", "extension", "danger", "to_confirm")
STATES = frozenset(state.value for state in State)


@dataclass(frozen=True, slots=True)
class Asked:
    """What to look for; a field that is empty asks for all. Days are local, both counted."""

    node: str = ""
    under: str = ""  # only this child of the node; the node itself: only what lies directly with it
    grid: str = ""  # exactly this grid of those
    figure: str = ""  # a key of FIGURES, for the days from `since` to `until`
    wait: str = ""  # one of WAITING
    category: str = ""
    state: str = ""
    urgency: str = ""
    holder: str = ""  # the node that has to act now
    department: str = ""
    source: str = ""
    place: str = ""  # exactly as it stands in the case
    q: str = ""
    slot: str = ""  # weekday and hour of the day on which it was opened: 1-13 is Monday from 13:00 to 14:00
    since: date | None = None
    until: date | None = None

    def tells_of_it(self) -> bool:
        """Whether whoever is listed is known to be about something: no question for those who may not know."""
        return bool(self.q or self.place or self.department or (self.category and self.category != PRIVATE))


def period_of(settings: Settings, since: date, until: date) -> Period:
    """From the first midnight to the one after the last day, in local time."""
    first, last = (datetime(day.year, day.month, day.day, tzinfo=settings.zone) for day in (since, _next(until)))
    return Period(first, last)


def _next(day: date) -> date:
    return day + timedelta(days=1) if day < date.max else day


def condition_of(scene: Scene, staff: StaffSettings, asked: Asked) -> Condition:
    """The cases that are asked for, as far as the leader may know of them."""
    if asked.node and not may_see_node(scene.settings, staff, asked.node):
        return false()
    parts = [_where(scene, staff, asked), _when(scene, staff, asked), _which(asked), _waits(scene, asked)]
    if asked.slot:
        parts.append(_in_slot(scene, and_(*parts), asked.slot))
    if asked.q:
        words = asked_words(scene.house.lexicon.segmenter.is_word, asked.q)
        parts.append(found_by(scene.connection, words) if words else false())
    if asked.category == PRIVATE:
        parts.append(~is_public(scene.settings))
    elif not staff.sees_private and asked.tells_of_it():
        parts.append(is_public(scene.settings))
    return and_(*parts)


def basis_of(scene: Scene, staff: StaffSettings, node: str, period: Period) -> Basis:
    return Basis(
        scene.connection,
        grids_below(scene.settings, staff, node),
        period,
        lambda grid, holder: is_in_community(scene.settings, grid, holder),
    )


def _where(scene: Scene, staff: StaffSettings, asked: Asked) -> Condition:
    grids = grids_below(scene.settings, staff, asked.node)
    here = true() if grids is None else among(scene.connection, case.c.grid, grids)
    if not asked.under:
        return here
    if asked.under == asked.node:
        return and_(here, case.c.grid == asked.under)
    below = scene.settings.subtree(asked.under) if asked.under in scene.settings.nodes else frozenset()
    return and_(here, among(scene.connection, case.c.grid, below))


def _when(scene: Scene, staff: StaffSettings, asked: Asked) -> Condition:
    local = scene.now.astimezone(scene.settings.zone).date()
    period = period_of(scene.settings, asked.since or date(2000, 1, 1), asked.until or max(local, asked.since or local))
    if asked.figure:
        figure = FIGURES.get(asked.figure)
        return figure(basis_of(scene, staff, asked.node, period)) if figure else false()
    parts: list[Condition] = [true() if asked.state in {State.MERGED, State.VOID} else COUNTED]
    if asked.since:
        parts.append(case.c.opened_at >= period.start)
    if asked.until:
        parts.append(case.c.opened_at < period.end)
    return and_(*parts)


def _which(asked: Asked) -> Condition:
    equal = (
        ("grid", asked.grid),
        ("holder", asked.holder),
        ("state", asked.state),
        ("urgency", asked.urgency),
        ("department", asked.department),
    )
    exact = (*equal, ("source", asked.source), ("place", asked.place))
    parts = [case.c[name] == value for name, value in exact if value]
    if asked.category and asked.category != PRIVATE:
        parts.append(case.c.category == asked.category)
    return and_(true(), *parts)


def _waits(scene: Scene, asked: Asked) -> Condition:
    if not asked.wait:
        return true()
    return {
        "open": IS_OPEN,
        "overdue": and_(IS_OPEN, is_overdue(scene.now)),
        "escalated": case.c.state == State.ESCALATED.value,
        "extension": and_(IS_OPEN, case.c.extension_until.is_not(None)),
        "danger": and_(IS_OPEN, case.c.urgency == "emergency"),
        "to_confirm": case.c.state == State.CONFIRMING.value,
    }.get(asked.wait, false())


def _in_slot(scene: Scene, these: Condition, slot: str) -> Condition:
    """Local time is Python's to tell: no database knows the zone that the house is in."""
    found = scene.connection.execute(select(case.c.id, case.c.opened_at).where(these))
    ids = [row.id for row in found if slot_of(scene.settings, row.opened_at) == slot]
    return among(scene.connection, case.c.id, ids)


def slot_of(settings: Settings, moment: datetime) -> str:
    local = moment.astimezone(settings.zone)
    return f"{local.isoweekday()}-{local.hour}"


def is_overdue(now: datetime) -> Condition:
    """As `handlers.actions.describe.standing_of` has it: the present holder is late, with an answer or the work."""
    return or_(
        and_(case.c.answered_at.is_(None), case.c.answer_due < now),
        and_(case.c.answered_at.is_not(None), case.c.work_due < now),
    )
