"""A promise became due: ask whoever made it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from handlers.actions.describe import name_of
from handlers.actions.holders import department_people, people_for
from handlers.actions.prompt_staff import ask_person
from handlers.jobs.job import Job
from handlers.scene import Scene
from handlers.wording.notices import promise_reminder
from models.queries.cases import cases_where, update_case
from models.tables import case as case_table


def recall_promises(scene: Scene, _fire_time: datetime) -> str:
    due = cases_where(scene.connection, case_table.c.promised_at <= scene.now)
    for case in due:
        update_case(scene.connection, case.id, promised_at=None)
        text = promise_reminder(name_of(scene, case), case.promise)
        people = {person.id: person for person in (*people_for(scene, case), *department_people(scene, case))}
        for person in people.values():
            ask_person(scene, person, case, text, "promise")
    return f"{len(due)} promises"


def next_due(connection: Connection) -> datetime | None:
    due: datetime | None = connection.scalar(select(func.min(case_table.c.promised_at)))
    return due


JOB = Job("recall_promises", recall_promises, next_due)
