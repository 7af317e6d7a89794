"""More time: asked for by whoever works on it, granted by the level above, at most twice."""

from __future__ import annotations

from typing import Any

from handlers.actions.describe import name_of
from handlers.actions.holders import holder_above, office_of
from handlers.actions.move_case import move_case
from handlers.actions.prompt_staff import ask_person, tell_holders
from handlers.reading.cadre_reply import CadreReply
from handlers.scene import SYSTEM, Scene, Who
from handlers.wording import notices
from models.case import Case
from models.errors import MoveRefused
from models.status import Move

MOST_EXTENSIONS = 2


def ask_extension(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    """延到周五,等配件: where nobody stands above, the request is granted at once and so recorded."""
    if case.extensions >= MOST_EXTENSIONS:
        raise MoveRefused("too_often", "a case is extended twice at most")
    if reply.when is None:
        raise MoveRefused("time_needed", "an extension needs a time")
    case = move_case(scene, case, Move.ASK_EXTENSION, who, reason=reply.reason, extension_until=reply.when)
    above = holder_above(scene.settings, case.holder, case.private)
    if above is None:
        return _grant(scene, case, SYSTEM)
    text = notices.extension_asked(name_of(scene, case), who.shown, reply.when, reply.reason, scene.moment)
    for person in office_of(scene.settings, above, case.private):
        ask_person(scene, person, case, text, "extension")
    return case


def grant_extension(scene: Scene, case: Case, who: Who, _reply: CadreReply) -> Case:
    """同意延期."""
    return _grant(scene, case, who)


def refuse_extension(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    """不同意延期."""
    _check_asked(case)
    case = move_case(scene, case, Move.REFUSE_EXTENSION, who, reason=reply.reason, extension_until=None)
    text = notices.extension_decided(name_of(scene, case), None, scene.moment)
    tell_holders(scene, case, text, "extension_decided", but=who.staff_id)
    return case


def _grant(scene: Scene, case: Case, who: Who) -> Case:
    _check_asked(case)
    until = case.extension_until
    assert until is not None
    changes: dict[str, Any] = {
        "extensions": case.extensions + 1,
        "extension_until": None,
        "work_due": max(until, case.work_due),
        "solve_due": max(until, case.solve_due),
        "nudges": 0,
    }
    case = move_case(scene, case, Move.GRANT_EXTENSION, who, **changes)
    text = notices.extension_decided(name_of(scene, case), until, scene.moment)
    tell_holders(scene, case, text, "extension_decided", but=who.staff_id)
    return case


def _check_asked(case: Case) -> None:
    if case.extension_until is None:
        raise MoveRefused("wrong_state", "no extension was asked for")
