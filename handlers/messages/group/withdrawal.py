"""The reporter takes it back."""

from __future__ import annotations

from handlers.actions.move_case import move_case
from handlers.actions.open_case import Origin
from handlers.actions.prompt_staff import tell_news
from handlers.conversation.decisions import Withdraw
from handlers.scene import RESIDENT, Scene
from models.queries.cases import get_case, update_case
from models.status import Move, State

UNTOUCHED = (State.REGISTERED, State.RETURNED)


def hear_withdrawal(scene: Scene, _origin: Origin, decision: Withdraw) -> None:
    """Ends a case that nobody has begun to work on; otherwise the cadre decides and is told of it."""
    case = get_case(scene.connection, decision.case)
    if not case.is_open:
        return
    if case.state in UNTOUCHED:
        case = move_case(scene, case, Move.VOID, RESIDENT, reason="withdrawn by the reporter")
        case = update_case(scene.connection, case.id, receipt_due=None)
    tell_news(scene, case, kind="withdrawn")
