"""Suspend and resume: the clock stands still, and everybody above knows why."""

from __future__ import annotations

from handlers.actions.move_case import move_case
from handlers.actions.reopen import reopen
from handlers.reading.cadre_reply import CadreReply
from handlers.scene import Scene, Who
from models.case import Case
from models.status import Move, State


def suspend(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    return move_case(scene, case, Move.SUSPEND, who, reason=reply.reason)


def resume(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    """恢复办理: the clock goes on; of a case that has ended it means to take it up again."""
    if case.state in (State.CLOSED, State.CANNOT):
        return reopen(scene, case, who, reply.reason or reply.words)
    return move_case(scene, case, Move.RESUME, who, reason=reply.reason)
