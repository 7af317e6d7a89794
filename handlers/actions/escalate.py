"""Hand a case up the tree."""

from __future__ import annotations

from handlers.actions.describe import name_of, prompt_of
from handlers.actions.holders import holder_above, office_of
from handlers.actions.move_case import move_case
from handlers.actions.prompt_staff import ask_person, tell_holders
from handlers.reading.cadre_reply import CadreReply
from handlers.scene import SYSTEM, Scene, Who
from handlers.wording import notices
from models.case import Case
from models.errors import MoveRefused
from models.status import Move


def escalate(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    """上报: asked for by whoever holds it."""
    return _hand_up(scene, case, who, reply.reason or reply.words)


def escalate_late(scene: Scene, case: Case, reason: str) -> Case | None:
    """A limit passed: the level above is asked and the present holder told; None at the top of the tree."""
    if holder_above(scene.settings, case.holder, case.private) is None:
        return None
    late = case
    case = _hand_up(scene, case, SYSTEM, reason)
    upper = scene.settings.nodes[case.holder].name
    tell_holders(scene, late, notices.escalated_from_you(name_of(scene, late), upper), "escalated_from")
    return case


def _hand_up(scene: Scene, case: Case, who: Who, reason: str) -> Case:
    above = holder_above(scene.settings, case.holder, case.private)
    if above is None:
        raise MoveRefused("no_upper", "nobody above to escalate to")
    below = scene.settings.nodes[case.holder].name
    case = move_case(scene, case, Move.ESCALATE, who, reason=reason, holder=above)
    text = notices.escalated_to_you(prompt_of(scene, case), below, reason, scene.moment)
    for person in office_of(scene.settings, above, case.private):
        ask_person(scene, person, case, text, "escalated", with_photos=True)
    return case
