"""Send a case to a department, and back."""

from __future__ import annotations

from handlers.actions.describe import name_of
from handlers.actions.holders import holder_above
from handlers.actions.move_case import move_case
from handlers.actions.prompt_staff import dispatch_to_department, prompt_case, tell_holders
from handlers.reading.cadre_reply import CadreReply
from handlers.scene import Scene, Who
from handlers.wording import notices
from models.case import Case
from models.errors import MoveRefused
from models.status import Actor, Move


def transfer(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    """转城管办: the department's people are asked; the office stays responsible."""
    if reply.department not in scene.settings.departments_by_id:
        raise MoveRefused("department_needed", "no known department was named")
    case = move_case(scene, case, Move.DISPATCH, who, reason=reply.reason, department=reply.department)
    dispatch_to_department(scene, case, who.shown)
    return case


def send_back(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    """退: a department's return goes to the office that sent it, an office's to the level above."""
    if who.actor is Actor.DEPARTMENT:
        case = move_case(scene, case, Move.RETURN, who, reason=reply.reason, department="")
        tell_holders(scene, case, notices.returned_to_you(name_of(scene, case), who.shown, reply.reason), "returned")
        return case
    above = holder_above(scene.settings, case.holder, case.private)
    if above is None:
        raise MoveRefused("no_upper", "nobody above to return it to")
    case = move_case(scene, case, Move.RETURN, who, reason=reply.reason, holder=above, department="")
    prompt_case(scene, case, kind="returned")
    return case


def not_ours(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    """不归我们: a return whose reason is the answer itself."""
    given = CadreReply(reply.verb, reply.words, reason=reply.reason or reply.words)
    return send_back(scene, case, who, given)
