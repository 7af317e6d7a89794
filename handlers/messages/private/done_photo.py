"""A photo from staff: evidence that something was done."""

from __future__ import annotations

from datetime import timedelta

from handlers.actions.describe import name_of
from handlers.actions.say import tell_staff
from handlers.messages.private.find_case import number_quoted
from handlers.scene import Scene, Who
from handlers.wording import replies
from models.case import Case, Message
from models.messages import MessageKind
from models.queries.cases import get_case
from models.queries.messages import link_message
from models.queries.prompts import last_prompt, waiting_photos

WORDS_FIRST = timedelta(hours=2)  # a photo that follows "修好了"
PHOTO_FIRST = timedelta(minutes=10)  # words that follow a photo


def hear_photo(scene: Scene, message: Message, who: Who) -> str | None:
    """Hangs on the case that was last reported done; a photo that comes first waits for its words."""
    if MessageKind(message.kind) is not MessageKind.PHOTO:
        return None
    if message.photo is None:
        return "photo not kept"
    case = _case_for(scene, message, who)
    if case is None:
        return "photo waits for words"
    keep_photo(scene, case, message.id)
    if who.staff is not None:
        is_posted = scene.settings.media.post_work and not case.private and case.group_id is not None
        text = replies.photo_kept(name_of(scene, case), is_posted=is_posted)
        tell_staff(scene, who.staff, text, "photo_kept", str(message.id))
    return f"photo of case {case.id}"


def keep_photo(scene: Scene, case: Case, message_id: int) -> None:
    link_message(scene.connection, case.id, message_id, "done")


def take_waiting_photos(scene: Scene, case: Case) -> int:
    """Photos that the same person sent just before saying that it is done."""
    cause = scene.cause
    if cause is None:
        return 0
    waiting = waiting_photos(scene.connection, cause, cause.sent_at - PHOTO_FIRST)
    for message_id in waiting:
        keep_photo(scene, case, message_id)
    return len(waiting)


def _case_for(scene: Scene, message: Message, who: Who) -> Case | None:
    quoted = number_quoted(scene, message, who)
    if quoted is not None:
        return quoted
    asked = last_prompt(scene.connection, who.staff_id, "done_photo", scene.now - WORDS_FIRST)
    return get_case(scene.connection, asked.case_id) if asked is not None and asked.case_id is not None else None
