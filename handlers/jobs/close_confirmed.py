"""Residents said that it is done, a day passed and nobody objected: the case is closed."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.actions.end_case import close_unopposed
from handlers.jobs.job import Job
from handlers.scene import Scene
from handlers.wording import reasons
from models.case import Case
from models.queries.cases import cases_where
from models.queries.events import events_of
from models.status import Actor, Move, State
from models.tables import case as case_table

UNOPPOSED = timedelta(hours=24)


def close_confirmed(scene: Scene, _fire_time: datetime) -> str:
    """What a department reports done stays open until the office has looked."""
    waiting = cases_where(
        scene.connection,
        case_table.c.state == State.CONFIRMING,
        case_table.c.updated_at <= scene.now - UNOPPOSED,
    )
    closing = [case for case in waiting if _residents_said_so(scene, case)]
    for case in closing:
        close_unopposed(scene, case, reasons.RESIDENTS_CONTENT)
    return f"{len(closing)} cases"


def _residents_said_so(scene: Scene, case: Case) -> bool:
    reports = [event for event in events_of(scene.connection, case.id) if event.move == Move.REPORT_DONE]
    return bool(reports) and reports[-1].actor == Actor.RESIDENT


JOB = Job("close_confirmed", close_confirmed)
