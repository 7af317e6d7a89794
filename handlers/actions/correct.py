"""A member of staff corrects what the case says about itself."""

from __future__ import annotations

from typing import Any

from handlers.actions.holders import first_holder, office_of
from handlers.actions.move_case import move_case
from handlers.actions.prompt_staff import prompt_case
from handlers.actions.raise_urgency import raise_urgency
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
    """改成噪音. What becomes private leaves the hands of whoever may not be told of it, and stays private."""
    category = scene.settings.categories.get(reply.category)
    if category is None:
        raise MoveRefused("target_needed", "no known category was named")
    private = case.private or category.private
    changes: dict[str, Any] = {"category": reply.category, "private": private}
    if private and not case.private:
        changes["receipt_due"] = None
        if not office_of(scene.settings, case.holder, private=True):
            changes["holder"] = first_holder(scene.settings, case.grid, private=True)
    moved = move_case(scene, case, Move.CORRECT, who, reason=reply.words, **changes)
    if moved.holder != case.holder:
        prompt_case(scene, moved)
    return moved


def set_urgency(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    if reply.urgency not in set(Urgency):
        raise MoveRefused("target_needed", "no urgency was named")
    raised = Urgency(reply.urgency).rank() > Urgency(case.urgency).rank()
    case = move_case(scene, case, Move.CORRECT, who, reason=reply.words, urgency=reply.urgency)
    return raise_urgency(scene, case) if raised else case
