"""The table from what staff answers to the action that does it."""

from __future__ import annotations

from collections.abc import Callable

from handlers.actions import correct, dispatch, end_case, escalate, extend, pause, start
from handlers.reading.cadre_reply import CadreReply, Verb
from handlers.scene import Scene, Who
from models.case import Case

Action = Callable[[Scene, Case, Who, CadreReply], Case]

ACTIONS: dict[Verb, Action] = {
    Verb.ACCEPT: start.accept,
    Verb.CONTACTED: start.start,
    Verb.PROGRESS: start.start,
    Verb.PROMISE: start.start,
    Verb.NOT_OURS: dispatch.not_ours,
    Verb.RETURN: dispatch.send_back,
    Verb.TRANSFER: dispatch.transfer,
    Verb.ESCALATE: escalate.escalate,
    Verb.CLOSE: end_case.close,
    Verb.CANNOT: end_case.cannot,
    Verb.NOT_A_CASE: end_case.void,
    Verb.MERGE: end_case.merge,
    Verb.EXTEND: extend.ask_extension,
    Verb.GRANT: extend.grant_extension,
    Verb.REFUSE: extend.refuse_extension,
    Verb.SUSPEND: pause.suspend,
    Verb.RESUME: pause.resume,
    Verb.SET_CATEGORY: correct.set_category,
    Verb.SET_PLACE: correct.set_place,
    Verb.SET_URGENCY: correct.set_urgency,
}
