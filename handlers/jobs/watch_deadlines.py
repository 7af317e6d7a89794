"""Remind before a limit passes, and hand a case up the tree when it has."""

from __future__ import annotations

from datetime import datetime

from handlers.actions.clock_effects import is_last_step, with_look
from handlers.actions.describe import standing_of
from handlers.actions.escalate import escalate_late
from handlers.actions.holders import workers_on
from handlers.actions.move_case import event_values
from handlers.actions.prompt_staff import ask_person, prompt_case
from handlers.actions.tell_department import tell_reminded
from handlers.jobs.job import Job
from handlers.scene import SYSTEM, Scene
from handlers.wording import reasons
from handlers.wording.notices import deadline_reminder
from models.case import Case
from models.queries.cases import cases_where, earliest, update_case
from models.queries.events import add_event
from models.status import Move
from models.tables import case as case_table


def watch_deadlines(scene: Scene, _fire_time: datetime) -> str:
    """Takes one step for every case about which something is due."""
    due = cases_where(scene.connection, case_table.c.look_at <= scene.now)
    for case in due:
        look_after(scene, case)
    return f"{len(due)} cases"


def look_after(scene: Scene, case: Case) -> None:
    """A reminder, a repeated emergency prompt, or an escalation, whichever is next."""
    if is_last_step(case):
        escalated = escalate_late(scene, case, reasons.LIMIT_PASSED)
        if escalated is not None:
            return
        _remind(scene, case)  # the top of the tree is reminded of what is late, once
    elif case.urgency == "emergency" and case.answered_at is None:
        prompt_case(scene, case, kind=f"repeat{case.nudges + 1}", repeat=case.nudges + 1)
    else:
        _remind(scene, case)
    changes = with_look(case, {"nudges": case.nudges + 1}, scene.house.clock)
    update_case(scene.connection, case.id, **changes)


def _remind(scene: Scene, case: Case) -> None:
    add_event(scene.connection, event_values(scene, case, Move.REMIND, SYSTEM))
    tell_reminded(scene, case)
    text = deadline_reminder(standing_of(scene, case), scene.moment)
    for person in workers_on(scene, case):
        ask_person(scene, person, case, text, "reminder")


JOB = Job("watch_deadlines", watch_deadlines, earliest(case_table.c.look_at))
