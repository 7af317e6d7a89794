"""Some time after a close, ask the group once whether people are content."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import update

from handlers.actions.describe import name_of, names_to_hide
from handlers.actions.say import NEWS, post_to_group, public_words
from handlers.jobs.job import Job
from handlers.scene import Scene
from handlers.wording.answers import ask_satisfaction as question
from models.case import Case
from models.queries.cases import cases_where
from models.queries.events import untold_events
from models.settings.running import REOPEN_WINDOW
from models.status import State
from models.tables import case as case_table

LOOK_FIRST = timedelta(hours=3)  # people should have had time to see for themselves
NEWS_FIRST = timedelta(days=1)  # how long the question waits for the status update that tells of the close


def ask_satisfaction(scene: Scene, fire_time: datetime) -> str:
    closed = cases_where(
        scene.connection,
        case_table.c.state == State.CLOSED,
        case_table.c.closed_at <= scene.now - LOOK_FIRST,
        case_table.c.closed_at >= scene.now - REOPEN_WINDOW,
        case_table.c.asked_satisfaction_at.is_(None),
        case_table.c.private.is_(False),
        case_table.c.score.is_(None),
        case_table.c.group_id.is_not(None),
    )
    groups: dict[str, list[Case]] = {}
    for case in closed:
        groups.setdefault(case.group_id or "", []).append(case)
    heard = {group_id: _heard_of(scene, group_id, cases) for group_id, cases in groups.items()}
    for group_id, cases in heard.items():
        if cases:
            _ask(scene, group_id, cases, fire_time)
    return f"{sum(map(len, heard.values()))} cases"


def _heard_of(scene: Scene, group_id: str, cases: list[Case]) -> list[Case]:
    """The cases of whose end the group was told, or was to be told long ago."""
    untold = {event.case_id for event in untold_events(scene.connection, group_id)}
    long_ago = scene.now - NEWS_FIRST
    return [case for case in cases if case.id not in untold or (case.closed_at and case.closed_at <= long_ago)]


def _ask(scene: Scene, group_id: str, cases: list[Case], fire_time: datetime) -> None:
    ids = [case.id for case in cases]
    asked = update(case_table).where(case_table.c.id.in_(ids)).values(asked_satisfaction_at=scene.now)
    scene.connection.execute(asked)
    shown, names = [name_of(scene, case) for case in cases], names_to_hide(scene, group_id)
    text = public_words(f"satisfaction question of cases {ids}", lambda: question(shown, names))
    if text is not None:
        stamp = f"{fire_time:%Y%m%d%H%M}"
        post_to_group(scene, group_id, text, "satisfaction", stamp, priority=NEWS, case_id=ids[0])


JOB = Job("ask_satisfaction", ask_satisfaction)
