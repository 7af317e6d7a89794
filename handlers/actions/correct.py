"""A member of staff corrects what the case says about itself."""

from __future__ import annotations

from handlers.actions.move_case import move_case
from handlers.actions.prompt_staff import prompt_case
from handlers.actions.raise_urgency import raise_urgency, tightened
from handlers.actions.relabel import relabelled
from handlers.reading.cadre_reply import CadreReply
from handlers.reading.facts import Urgency
from handlers.scene import Scene, Who
from models.case import Case
from models.errors import MoveRefused
from models.status import Move


def set_place(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    if not reply.place:
        raise MoveRefused("target_needed", "no place was named")
    return move_case(scene, case, Move.CORRECT, who, reason=reply.words, place=reply.place[:80])


def set_category(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    """改成噪音."""
    if reply.category not in scene.settings.categories:
        raise MoveRefused("target_needed", "no known category was named")
    changes = relabelled(scene, case, reply.category)
    moved = move_case(scene, case, Move.CORRECT, who, reason=reply.words, **changes)
    if moved.holder != case.holder:
        prompt_case(scene, moved)
    return moved


def set_urgency(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    if reply.urgency not in set(Urgency):
        raise MoveRefused("target_needed", "no urgency was named")
    raised = Urgency(reply.urgency).rank() > Urgency(case.urgency).rank()
    changes = tightened(scene, case, reply.urgency) if raised else {}
    case = move_case(scene, case, Move.CORRECT, who, reason=reply.words, urgency=reply.urgency, **changes)
    return raise_urgency(scene, case) if raised else case
