"""The ways in which a case ends."""

from __future__ import annotations

from handlers.actions.describe import name_of
from handlers.actions.hang_words import MERGED, hang_evidence, hang_support
from handlers.actions.move_case import move_case
from handlers.actions.prompt_staff import note_prompt, tell_holders
from handlers.reading.cadre_reply import CadreReply
from handlers.scene import SYSTEM, Scene, Who
from handlers.wording import notices
from models.case import Case
from models.errors import MoveRefused
from models.queries.cases import case_numbered
from models.queries.messages import messages_of_case
from models.status import Actor, Move


def close(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    """办结. A department only reports it done: the office that sent it closes. A photo may follow."""
    if who.actor is Actor.DEPARTMENT:
        case = move_case(scene, case, Move.REPORT_DONE, who, reason=reply.reason or reply.words)
        tell_holders(
            scene,
            case,
            notices.new_evidence(name_of(scene, case), who.shown, reply.words),
            "reported_done",
            but=who.staff_id,
        )
    else:
        case = move_case(
            scene, case, Move.CLOSE, who, reason=reply.reason or reply.words, closed_by=who.staff_id, receipt_due=None
        )
    if who.staff is not None:
        note_prompt(scene, who.staff, case.id, "done_photo")
    return case


def close_unopposed(scene: Scene, case: Case, reason: str) -> Case:
    """Residents said that it is done and nobody objected."""
    return move_case(scene, case, Move.CLOSE, SYSTEM, reason=reason, closed_by="resident", receipt_due=None)


def cannot(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    """无法解决: an honest ending, with the reason for the residents."""
    return move_case(scene, case, Move.CANNOT, who, reason=reply.reason, closed_by=who.staff_id, receipt_due=None)


def void(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    """不是工单: the answer itself is reason enough; a receipt that waits is not posted."""
    reason = reply.reason or reply.words
    return move_case(scene, case, Move.VOID, who, reason=reason, closed_by=who.staff_id, receipt_due=None)


def merge(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    """并到5号: the other case takes over words and people."""
    others = case_numbered(scene.connection, [case.grid], reply.target or 0)
    target = next((other for other in others if other.id != case.id and other.is_open), None)
    if target is None:
        raise MoveRefused("target_needed", "the case to merge into is not an open one of the same grid")
    connection = scene.connection
    hang_evidence(scene, target, messages_of_case(connection, case.id, "evidence"), note=MERGED, reporter=True)
    hang_support(scene, target, messages_of_case(connection, case.id, "support"), note=MERGED)
    return move_case(scene, case, Move.MERGE, who, reason=reply.reason, merged_into=target.id, receipt_due=None)
