"""An answer to the question whether people are content."""

from __future__ import annotations

from handlers.actions.move_case import move_case
from handlers.actions.open_case import Origin
from handlers.actions.prompt_staff import tell_news
from handlers.conversation.decisions import Rated
from handlers.scene import RESIDENT, Scene
from models.queries.cases import get_case
from models.queries.messages import link_message
from models.status import ENDED, Move

DISCONTENT = 1


def hear_rating(scene: Scene, _origin: Origin, decision: Rated) -> None:
    """Kept for the figures: the latest answer of a reporter counts; discontent is put before the cadre."""
    case = get_case(scene.connection, decision.case)
    if case.state not in ENDED:
        return
    link_message(scene.connection, case.id, decision.message, "related")
    case = move_case(scene, case, Move.RATE, RESIDENT, score=decision.score)
    if decision.score == DISCONTENT:
        tell_news(scene, case, kind="discontent")
