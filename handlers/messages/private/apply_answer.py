"""Do what staff asked for with one case, and say back how it was understood."""

from __future__ import annotations

from handlers.actions.audit import audit
from handlers.actions.describe import name_of
from handlers.actions.say import answer_staff
from handlers.messages.private.answers import ACTIONS
from handlers.messages.private.done_photo import take_waiting_photos
from handlers.messages.private.find_case import open_cases_for
from handlers.reading.cadre_reply import CadreReply, Verb
from handlers.scene import Scene, Who
from handlers.wording.echoes import echo
from handlers.wording.refusals import obstacle_of, refused
from handlers.wording.replies import reported_done
from handlers.wording.values import Echo, Refused
from models.case import Case
from models.errors import MoveRefused
from models.messages import PrivateText
from models.queries.prompts import mark_answered
from models.status import State


def apply_answer(scene: Scene, case: Case, who: Who, reply: CadreReply, *, aloud: bool = True) -> Case | None:
    """The case afterwards, or None where it was refused; `aloud` tells the person of a refusal."""
    savepoint = scene.connection.begin_nested()
    try:
        done = ACTIONS[reply.verb](scene, case, who, reply)
    except MoveRefused as error:
        savepoint.rollback()
        audit(scene, "refused", who.staff_id, f"{reply.verb}: {error.code}", case.id)
        if aloud:
            name = None if error.code == "not_yours" else name_of(scene, case)
            wish = Refused(obstacle_of(error.code), name, case.state, case.number)
            answer_staff(scene, who, refused(wish), "refused", case)
        return None
    savepoint.commit()
    mark_answered(scene.connection, who.staff_id, case.id, scene.now)
    if reply.verb is Verb.CLOSE:
        take_waiting_photos(scene, done)
    answer_staff(scene, who, echo_of(scene, done, who, reply), "echo", done)
    return done


def echo_of(scene: Scene, case: Case, who: Who, reply: CadreReply) -> PrivateText:
    """How an answer was understood and what it led to."""
    if reply.verb is Verb.CLOSE and case.state is State.CONFIRMING:
        return reported_done(name_of(scene, case))
    named = scene.settings.departments_by_id.get(reply.department or case.department)
    # Where nobody is named it is the one that the prompt's numbered answer names.
    department = named or scene.settings.department_for(case.category)
    either = reply.either
    is_day = either is not None and either not in reply.numbers
    said = Echo(
        reply=reply,
        case=name_of(scene, case),
        department=department.name if department else "",
        label=scene.house.label(reply.category) if reply.category else "",
        upper=scene.settings.nodes[case.holder].name,
        remind_at=case.promised_at if reply.when is not None else None,
        as_number=either if either in reply.numbers else None,
        as_day=either if is_day and either in {one.number for one in open_cases_for(scene, who)} else None,
    )
    return echo(said, scene.moment)
