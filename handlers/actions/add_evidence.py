"""Add words to a case, with what they correct about it."""

from __future__ import annotations

from typing import Any

from handlers.actions.hang_words import hang_evidence
from handlers.actions.move_case import event_values, move_case
from handlers.actions.open_case import receipt_time
from handlers.actions.prompt_staff import pass_on_photos, prompt_case, tell_news
from handlers.actions.raise_urgency import raise_urgency
from handlers.actions.relabel import relabelled
from handlers.conversation.decisions import AddEvidence
from handlers.scene import RESIDENT, Scene
from models.case import Case
from models.queries.cases import update_case
from models.queries.events import add_event, staff_named_category
from models.queries.messages import messages_by_id
from models.status import Move, State


def add_evidence(scene: Scene, case: Case, decision: AddEvidence) -> Case:
    """The case with the new words; a correction is one move, plain words leave one line in the timeline."""
    messages = messages_by_id(scene.connection, decision.messages)
    hang_evidence(scene, case, messages, note=decision.note, reporter=True)
    if messages and waits_for_receipt(case):
        case = update_case(scene.connection, case.id, receipt_due=receipt_time(scene, case.group_id or ""))
    pass_on_photos(scene, case, messages)
    changes = _changes(scene, case, decision)
    if changes and case.is_open:
        moved = move_case(scene, case, Move.CORRECT, RESIDENT, reason=decision.note, **changes)
        if moved.urgency != case.urgency:
            return raise_urgency(scene, moved)  # whose fresh prompt holds the new words as well
        if moved.holder != case.holder:
            prompt_case(scene, moved)
            return moved
        tell_news(scene, moved)
        return moved
    add_event(scene.connection, event_values(scene, case, Move.EVIDENCE, RESIDENT, decision.note))
    return update_case(scene.connection, case.id, updated_at=scene.now)


def waits_for_receipt(case: Case) -> bool:
    """Whether the group has not been told of the case because it was doubtful; a second word makes it surer."""
    told = case.receipt_due or case.receipt_at or case.urgency == "emergency"
    return case.state is State.REGISTERED and case.group_id is not None and not told


def _changes(scene: Scene, case: Case, decision: AddEvidence) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        "place": decision.place[:80] if decision.place is not None else None,
        "category": decision.category,
        "urgency": decision.urgency,
        "kind": decision.kind,
    }
    changes = {name: value for name, value in wanted.items() if value and value != getattr(case, name)}
    if "category" in changes:
        if staff_named_category(scene.connection, case.id):
            del changes["category"]
        else:
            changes |= relabelled(scene, case, changes["category"])
    return changes
