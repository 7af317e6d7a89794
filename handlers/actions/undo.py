"""Undo: the last step of a member of staff is taken back, with whatever of it has not been said yet."""

from __future__ import annotations

from datetime import timedelta

from handlers.actions.clock_effects import with_look
from handlers.actions.hang_words import take_off_merged
from handlers.actions.move_case import event_values, restore
from handlers.actions.tell_department import tell_what_left
from handlers.actions.tell_systems import tell_systems
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


def own_last_step(scene: Scene, who: Who, case: Case) -> Event | None:
    """The newest step of a case, where it is the person's own and not too old to be taken back."""
    steps = [event for event in events_of(scene.connection, case.id) if event.before is not None]
    last = next((event for event in reversed(steps) if event.undone_at is None), None)
    is_own = last is not None and last.staff_id == who.staff_id and last.at >= scene.now - UNDO_WITHIN
    return last if is_own else None


def undo_own_step(scene: Scene, who: Who, case: Case) -> Case | None:
    """Take that step back; None where there is none."""
    last = own_last_step(scene, who, case)
    done = _undo(scene, who, last) if last is not None else None
    return done[0] if done is not None else None


def _undo(scene: Scene, who: Who, event: Event) -> tuple[Case, Event] | None:
    case = get_case(scene.connection, event.case_id)
    if event.before is None or not _is_newest(scene, event):
        return None
    changes = {**restore(event.before), "updated_at": scene.now}
    event_id = add_event(scene.connection, event_values(scene, case, Move.UNDO, who, event.move))
    mark_undone(scene.connection, event.id, scene.now)
    take_back(scene.connection, [event.id], scene.now)
    if case.merged_into is not None:
        take_off_merged(scene, case.merged_into, case)
    back = update_case(scene.connection, case.id, was=case, **with_look(case, changes, scene.house.clock))
    tell_what_left(scene, case, back, who.staff.department if who.staff else "")
    tell_systems(scene, back, Move.UNDO, event_id)
    return back, event


def _is_newest(scene: Scene, event: Event) -> bool:
    """Whether no later step stands on this one; further steps of the same words do not count."""
    later = [other for other in events_of(scene.connection, event.case_id) if other.id > event.id]
    return not any(other.before is not None and other.undone_at is None for other in later)
