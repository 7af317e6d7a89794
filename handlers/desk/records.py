"""What was put right and what was audited, as far as it concerns a leader's part of the tree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.actions.access import grids_of
from handlers.desk.asked import period_of
from handlers.desk.people import here_of, staff_of_tree
from handlers.desk.sight import is_hidden
from handlers.scene import Scene
from handlers.wording.labels import STATE, URGENCY
from models.queries.behind import Condition
from models.queries.cases import cases_by_id
from models.queries.corrections import Correction, corrections
from models.queries.desk import Audited, audited
from models.settings import StaffSettings
from models.tables import audit

MOST = 200
PAGE = 100


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction in words; of a hidden case only that there was one."""

    correction: Correction
    hidden: bool
    wrong: str
    right: str
    by: str


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line; `note` is empty where it is about a case that the leader may not be told of."""

    line: Audited
    who: str
    note: str
    number: int  # of the case; 0 where there is none to show


def corrected(scene: Scene, staff: StaffSettings) -> tuple[Corrected, ...]:
    """The newest corrections of the leader's grids, newest first."""
    grids = grids_of(scene.settings, staff)
    found = [one for one in corrections(scene.connection) if one.case.grid in grids]
    return tuple(_corrected(scene, staff, one) for one in reversed(found[-MOST:]))


def _corrected(scene: Scene, staff: StaffSettings, one: Correction) -> Corrected:
    known = scene.settings.staff_by_id.get(one.by)
    labels = {
        "category": {code: category.label for code, category in scene.settings.categories.items()},
        "state": {state.value: label for state, label in STATE.items()},
        "urgency": {urgency.value: label for urgency, label in URGENCY.items()},
    }.get(one.column, {})
    wrong, right = labels.get(one.wrong, one.wrong), labels.get(one.right, one.right)
    return Corrected(one, is_hidden(scene.settings, staff, one.case), wrong, right, known.name if known else one.by)


def leads_all(scene: Scene, staff: StaffSettings) -> bool:
    return scene.settings.grid.id in staff.grids


def audit_lines(
    scene: Scene, staff: StaffSettings, *, what: str, who: str, days: tuple[date | None, date | None], after: int
) -> list[AuditLine]:
    """A page of the audit, newest first."""
    conditions: list[Condition] = []
    if what:
        conditions.append(audit.c.what == what)
    if who:
        conditions.append(audit.c.who == who)
    since, until = days
    if since or until:
        period = period_of(scene.settings, since or date(2000, 1, 1), until or date(2099, 12, 31))
        conditions.append(audit.c.at >= period.start)
        conditions.append(audit.c.at < period.end)
    own = None if leads_all(scene, staff) else [person.id for person in staff_of_tree(scene.settings, staff)]
    found = audited(scene.connection, conditions, own, here_of(scene, staff), after, PAGE + 1)
    cases = {one.id: one for one in cases_by_id(scene.connection, [line.case_id for line in found if line.case_id])}
    lines = []
    for line in found:
        about = cases.get(line.case_id or 0)
        hidden = about is not None and is_hidden(scene.settings, staff, about)
        person = scene.settings.staff_by_id.get(line.who)
        note, number = ("", 0) if hidden else (line.note, about.number if about else 0)
        lines.append(AuditLine(line, person.name if person else line.who, note, number))
    return lines
