"""Take up a case again that was closed too early."""

from __future__ import annotations

from handlers.actions.move_case import move_case
from handlers.scene import Scene, Who
from models.case import Case
from models.errors import MoveRefused
from models.settings.running import REOPEN_WINDOW
from models.status import Actor, Move


def in_window(scene: Scene, case: Case) -> bool:
    """Whether a close is recent enough to be taken back by residents and cadres."""
    return case.closed_at is not None and scene.now - case.closed_at <= REOPEN_WINDOW


def reopen(scene: Scene, case: Case, who: Who, reason: str = "") -> Case:
    """The case, open again with fresh limits; after three days only a leader may."""
    if who.actor is not Actor.LEADER and not in_window(scene, case):
        raise MoveRefused("too_late", "the window for reopening has passed")
    return move_case(
        scene,
        case,
        Move.REOPEN,
        who,
        reason=reason,
        reopened=case.reopened + 1,
        asked_satisfaction_at=None,
        closed_by="",
    )
