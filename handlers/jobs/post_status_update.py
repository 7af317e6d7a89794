"""Tell each group what changed since it last heard: one message, or none."""

from __future__ import annotations

from datetime import datetime

from handlers.actions.describe import department_of, handler_of, name_of, names_to_hide
from handlers.actions.say import NEWS, post_to_group, public_words
from handlers.jobs.job import Job
from handlers.scene import Scene
from handlers.wording.updates import status_update
from handlers.wording.values import Change
from models.case import Case, Event
from models.queries.cases import cases_by_id, get_case
from models.queries.events import mark_told, untold_events
from models.queries.messages import messages_of_case
from models.status import Move


def post_status_update(scene: Scene, fire_time: datetime) -> str:
    groups = [group.id for group in scene.settings.groups]
    return f"{sum(update_group(scene, group_id, fire_time) for group_id in groups)} groups"


def update_group(scene: Scene, group_id: str, fire_time: datetime) -> bool:
    """Whether something was posted. What a group is told of once is not told again."""
    events = untold_events(scene.connection, group_id)
    if not events:
        return False
    cases = {case.id: case for case in cases_by_id(scene.connection, [event.case_id for event in events])}
    mark_told(scene.connection, [event.id for event in events], scene.now)
    changes = [change_of(scene, cases[event.case_id], event) for event in events]
    names = names_to_hide(scene, group_id)
    text = public_words(f"status update of group={group_id}", lambda: status_update(changes, scene.moment, names))
    if text is None:
        return False
    photo = _photo_of_work(scene, events)
    post_to_group(
        _cause(scene, events), group_id, text, "status", f"{fire_time:%Y%m%d%H%M}", priority=NEWS, photo=photo
    )
    return True


def _cause(scene: Scene, events: tuple[Event, ...]) -> Scene:
    """An update answers the newest words of residents about the first case that it tells of."""
    evidence = messages_of_case(scene.connection, events[0].case_id, "evidence")
    return scene.caused_by(evidence[-1]) if evidence else scene


def change_of(scene: Scene, case: Case, event: Event) -> Change:
    """One line of the timeline as the group may hear of it."""
    target = get_case(scene.connection, case.merged_into).number if case.merged_into else None
    return Change(
        case=name_of(scene, case),
        move=Move(event.move),
        handler=handler_of(scene, case),
        department=department_of(scene, case),
        next_at=case.promised_at or (case.work_due if case.is_open else None),
        note=event.reason,
        at=event.at,
        target=target,
    )


def _photo_of_work(scene: Scene, events: tuple[Event, ...]) -> str | None:
    """A photo of what was done, of the newest case that was closed."""
    for event in reversed(events if scene.settings.media.post_work else ()):
        if event.move == Move.CLOSE:
            photos = [one.photo for one in messages_of_case(scene.connection, event.case_id, "done") if one.photo]
            if photos:
                return photos[-1]
    return None


JOB = Job("post_status_update", post_status_update)
