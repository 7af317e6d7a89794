"""Undo: the last step of a member of staff is taken back, with whatever of it has not been said yet."""

from __future__ import annotations

from datetime import timedelta

from handlers.actions.clock_effects import with_look
from handlers.actions.hang_words import take_off_merged
from handlers.actions.move_case import event_values, restore
from handlers.scene import Scene, Who
from models.case import Case, Event
from models.queries.cases import get_case, update_case
from models.queries.events import add_event, events_of, last_step_of, mark_undone, steps_with
from models.queries.outgoing import take_back
from models.status import Move

UNDO_WITHIN = timedelta(hours=24)


def undo_last(scene: Scene, who: Who) -> tuple[tuple[Case, Event], ...]:
    """Each case with the step that was taken back; empty where nothing can be.

    A step can be taken back only while nobody has moved the case since: later steps stand on it.
    """
    last = last_step_of(scene.connection, who.staff_id, scene.now - UNDO_WITHIN)
    if last is None:
        return ()
    return tuple(done for event in steps_with(scene.connection, last) if (done := _undo(scene, who, event)) is not None)


def _undo(scene: Scene, who: Who, event: Event) -> tuple[Case, Event] | None:
    case = get_case(scene.connection, event.case_id)
    if event.before is None or not _is_newest(scene, event):
        return None
    changes = {**restore(event.before), "updated_at": scene.now}
    add_event(scene.connection, event_values(scene, case, Move.UNDO, who, event.move))
    mark_undone(scene.connection, event.id, scene.now)
    take_back(scene.connection, [event.id], scene.now)
    if case.merged_into is not None:
        take_off_merged(scene, case.merged_into, case)
    return update_case(scene.connection, case.id, was=case, **with_look(case, changes, scene.house.clock)), event


def _is_newest(scene: Scene, event: Event) -> bool:
    """Whether no later step stands on this one; further steps of the same words do not count."""
    later = [other for other in events_of(scene.connection, event.case_id) if other.id > event.id]
    return not any(other.before is not None and other.undone_at is None for other in later)
