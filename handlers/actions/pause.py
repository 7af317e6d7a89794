"""Suspend and resume: the clock stands still, and everybody above knows why."""

from __future__ import annotations

from handlers.actions.move_case import move_case
from handlers.reading.cadre_reply import CadreReply
from handlers.scene import Scene, Who
from models.case import Case
from models.status import Move


def suspend(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    return move_case(scene, case, Move.SUSPEND, who, reason=reply.reason)


def resume(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    return move_case(scene, case, Move.RESUME, who, reason=reply.reason)
