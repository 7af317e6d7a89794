"""Somebody who is not staff writes to the bot in private."""

from __future__ import annotations

import re

from handlers.actions.audit import audit
from handlers.actions.bind_staff import Binding, bind_staff
from handlers.actions.say import answer_sender
from handlers.reading.cadre_reply import Verb, parse_cadre_reply
from handlers.scene import Scene
from handlers.wording import notices, refusals
from models.case import Message

CODE = re.compile(r"^\s*(?:绑定|bind)?\s*([A-HJKMNP-Za-hjkmnp-z2-9]{4}[-\s]?[A-HJKMNP-Za-hjkmnp-z2-9]{4})\s*$")
NOT_COMMANDS = {Verb.UNCLEAR, Verb.PICK, Verb.HELP}


def hear_stranger(scene: Scene, message: Message) -> str:
    """A bind code is tried; staff's words are refused and written down; anything else gets one friendly line."""
    found = CODE.match(message.text)
    if found is not None:
        return try_code(scene, message, found[1])
    reply = parse_cadre_reply(message.text, now=scene.now.astimezone(scene.settings.zone))
    if reply.verb in NOT_COMMANDS:
        answer_sender(scene, refusals.unknown_person(), "unknown_person")
        return "unknown person"
    audit(scene, "refused", f"{message.channel}:{message.sender}", f"{reply.verb} without being staff")
    answer_sender(scene, refusals.resident_refused(), "resident_refused")
    return "refused: not staff"


def try_code(scene: Scene, message: Message, code: str) -> str:
    """Bind the sender, or say why not; a wrong code is written down."""
    outcome, staff_id = bind_staff(scene, code)
    if outcome is Binding.BOUND:
        person = scene.settings.staff_by_id[staff_id]
        grids = [scene.settings.nodes[grid].name for grid in person.grids]
        answer_sender(scene, notices.bound(person.name, grids), "bound")
    else:
        audit(scene, "refused", f"{message.channel}:{message.sender}", f"bind code {outcome.value}")
        text = notices.bind_expired() if outcome is Binding.EXPIRED else notices.bind_refused()
        answer_sender(scene, text, "bind_refused")
    return f"bind: {outcome.value}"
