"""An emergency breaks the silence: one line to the group, at once, at any hour."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.actions.say import DANGER, post_to_group
from handlers.scene import Scene
from handlers.wording.emergencies import danger_of, emergency_line
from models.case import Case, Message


def post_danger(scene: Scene, case: Case, messages: Iterable[Message]) -> None:
    """What to do and what not to do; never whose danger it is or where."""
    if case.group_id is None:
        return
    told = tuple(messages)
    text = emergency_line(danger_of(case.category, " ".join(message.text for message in told)))
    answering = scene.caused_by(told[-1]) if told else scene
    post_to_group(answering, case.group_id, text, "danger", str(case.id), priority=DANGER, case_id=case.id)
