"""Still not good: a closed case comes back within its window."""

from __future__ import annotations

from handlers.actions.hang_words import hang_evidence
from handlers.actions.move_case import move_case
from handlers.actions.open_case import Origin
from handlers.actions.prompt_staff import ask_again, tell_news
from handlers.actions.reopen import in_window, reopen
from handlers.conversation.decisions import SaidNotResolved
from handlers.scene import RESIDENT, Scene
from models.queries.cases import get_case
from models.queries.messages import messages_by_id
from models.status import Move, State


def hear_not_resolved(scene: Scene, _origin: Origin, decision: SaidNotResolved) -> None:
    """Reopens within 72 hours; a case that is still open, or was closed too long ago, is put before the cadre."""
    case = get_case(scene.connection, decision.case)
    hang_evidence(scene, case, messages_by_id(scene.connection, [decision.message]), reporter=True)
    if case.state in (State.CLOSED, State.CANNOT) and in_window(scene, case):
        ask_again(scene, reopen(scene, case, RESIDENT))
        return
    if case.state is State.CONFIRMING:
        case = move_case(scene, case, Move.DOUBT, RESIDENT)
    tell_news(scene, case, kind="not_resolved")
