"""An answer in numbers or in free words: which case, which action, and the echo of how it was understood."""

from __future__ import annotations

from handlers.actions.audit import audit
from handlers.actions.describe import name_of
from handlers.actions.prompt_staff import note_prompt
from handlers.actions.say import answer_staff
from handlers.conversation.which_case import Ambiguous, NoneOpen, TheCase, UnknownNumber
from handlers.messages.private.apply_answer import apply_answer
from handlers.messages.private.find_case import find_cases, numbers_for
from handlers.messages.private.look import LOOKS
from handlers.reading.cadre_reply import CadreReply, Verb, parse_cadre_reply
from handlers.scene import Scene, Who
from handlers.wording.echoes import echo
from handlers.wording.prompts import which_case as which_case_question
from handlers.wording.refusals import refused
from handlers.wording.values import Echo, Obstacle, Refused
from models.case import Message
from models.queries.cases import cases_by_id

WITHOUT_CASE = {Verb.UNCLEAR, Verb.PICK}


def hear_answer(scene: Scene, message: Message, who: Who) -> str:
    """The last listener: whatever the words are, the person gets an answer and the words are kept."""
    reply = understand(scene, message, who)
    look = LOOKS.get(reply.verb)
    if look is not None:
        return look(scene, message, who, reply)
    if reply.verb in WITHOUT_CASE:
        answer_staff(scene, who, echo(Echo(reply), scene.moment), "echo")
        return f"answer: {reply.verb}"
    return carry_out_answer(scene, message, who, reply)


def understand(scene: Scene, message: Message, who: Who, choices: int = 0) -> CadreReply:
    """What the words ask for, with the departments, categories and calendar of this house and the person's cases."""
    settings = scene.settings
    return parse_cadre_reply(
        message.text,
        now=scene.now.astimezone(settings.zone),
        departments=settings.departments,
        categories={category.label: code for code, category in settings.categories.items()},
        choices=choices,
        open_numbers=numbers_for(scene, message, who),
        calendar=scene.house.clock.calendar,
    )


def carry_out_answer(scene: Scene, message: Message, who: Who, reply: CadreReply) -> str:
    """Find the case and do it; one numbered question where several could be meant."""
    found = find_cases(scene, message, who, reply)
    if isinstance(found, TheCase):
        for case in cases_by_id(scene.connection, found.ids):
            apply_answer(scene, case, who, reply)
        return f"answer: {reply.verb}"
    if isinstance(found, Ambiguous):
        return _ask_which(scene, message, who, found)
    number = found.number if isinstance(found, UnknownNumber) else None
    answer_staff(scene, who, refused(Refused(Obstacle.NO_CASE, number=number)), "refused")
    if not isinstance(found, NoneOpen):
        audit(scene, "refused", who.staff_id, f"no case {number}")
    return "answer: no such case"


def _ask_which(scene: Scene, message: Message, who: Who, found: Ambiguous) -> str:
    cases = cases_by_id(scene.connection, found.choices)
    if who.staff is not None:
        data: dict[str, object] = {"cases": [case.id for case in cases], "message": message.id}
        note_prompt(scene, who.staff, None, "choice", data)
    answer_staff(scene, who, which_case_question(message.text, [name_of(scene, case) for case in cases]), "choice")
    return "answer: asked which case"
