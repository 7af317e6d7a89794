"""A bare number that answers one of the bot's questions with numbered choices."""

from __future__ import annotations

from datetime import timedelta

from handlers.messages.private.answer import understand
from handlers.messages.private.apply_answer import apply_answer
from handlers.messages.private.look import LOOKS, show_case
from handlers.reading.cadre_reply import Verb
from handlers.scene import Scene, Who
from models.case import Message
from models.queries.cases import get_case
from models.queries.messages import get_message
from models.queries.prompts import close_prompt, last_prompt

ANSWER_WITHIN = timedelta(minutes=30)


def hear_choice(scene: Scene, message: Message, who: Who) -> str | None:
    """Carries out the earlier words on the case that was picked."""
    asked = last_prompt(scene.connection, who.staff_id, "choice", scene.now - ANSWER_WITHIN)
    if asked is None or asked.data is None:
        return None
    choices: list[int] = asked.data["cases"]
    picked = understand(scene, message, who, choices=len(choices))
    if picked.verb is not Verb.PICK or picked.digit is None or not 1 <= picked.digit <= len(choices):
        return None
    close_prompt(scene.connection, asked.id, scene.now)
    case = get_case(scene.connection, choices[picked.digit - 1])
    reply = understand(scene, get_message(scene.connection, asked.data["message"]), who)
    if reply.verb in LOOKS:
        show_case(scene, who, case, reply)
    else:
        apply_answer(scene, case, who, reply)
    return f"choice: {reply.verb}"
