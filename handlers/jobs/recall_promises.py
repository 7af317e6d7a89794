"""A promise became due: ask whoever made it."""

from __future__ import annotations

from datetime import datetime

from handlers.actions.describe import name_of
from handlers.actions.holders import people_for
from handlers.actions.prompt_staff import ask_person
from handlers.actions.tell_department import tell_reminded
from handlers.jobs.job import Job
from handlers.scene import Scene
from handlers.wording.notices import promise_reminder
from models.case import Case
from models.queries.cases import cases_where, earliest, update_case
from models.queries.events import events_of
from models.settings import StaffSettings
from models.status import Move
from models.tables import case as case_table


def recall_promises(scene: Scene, _fire_time: datetime) -> str:
    due = cases_where(scene.connection, case_table.c.promised_at <= scene.now)
    for case in due:
        update_case(scene.connection, case.id, promised_at=None)
        text = promise_reminder(name_of(scene, case), case.promise)
        for person in _who_promised(scene, case):
            ask_person(scene, person, case, text, "promise")
        tell_reminded(scene, case)
    return f"{len(due)} promises"


def _who_promised(scene: Scene, case: Case) -> tuple[StaffSettings, ...]:
    """Whoever said so last; the holder's people where that person has left."""
    started = [event.staff_id for event in events_of(scene.connection, case.id) if event.move == Move.START]
    person = scene.settings.staff_by_id.get(started[-1]) if started else None
    return (person,) if person is not None else people_for(scene, case)


JOB = Job("recall_promises", recall_promises, earliest(case_table.c.promised_at))
