"""A resident says that it is fixed, or gives thanks for work done."""

from __future__ import annotations

from handlers.actions.move_case import move_case
from handlers.actions.open_case import Origin
from handlers.actions.prompt_staff import tell_news
from handlers.conversation.decisions import SaidResolved
from handlers.scene import RESIDENT, Scene
from models.queries.cases import get_case
from models.queries.messages import link_message
from models.status import Move, State


def hear_resolved(scene: Scene, _origin: Origin, decision: SaidResolved) -> None:
    """The case waits for the cadre's word that it is done; nothing is said in the group."""
    if decision.case is None:
        return
    case = get_case(scene.connection, decision.case)
    link_message(scene.connection, case.id, decision.message, "related")
    if not case.is_open or case.state in (State.CONFIRMING, State.SUSPENDED):
        return
    case = move_case(scene, case, Move.REPORT_DONE, RESIDENT)
    tell_news(scene, case, kind="resolved")
