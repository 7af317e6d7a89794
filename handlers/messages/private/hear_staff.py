"""A member of staff writes to the bot in private: the first listener that knows what it is takes it."""

from __future__ import annotations

from collections.abc import Callable

from handlers.actions.access import who_is
from handlers.messages.private.answer import hear_answer
from handlers.messages.private.ask_pages import hear_pages
from handlers.messages.private.choice import hear_choice
from handlers.messages.private.done_photo import hear_photo
from handlers.messages.private.forwarded import hear_forwarded
from handlers.messages.private.hear_looked import hear_looked
from handlers.messages.private.hear_stranger import CODE, try_code
from handlers.scene import Scene, Who
from models.case import Message
from models.settings import StaffSettings

Listener = Callable[[Scene, Message, Who], str | None]


def hear_staff(scene: Scene, message: Message, person: StaffSettings) -> str:
    """What was done with it, in a word or two."""
    who = who_is(person)
    return next(outcome for listener in LISTENERS if (outcome := listener(scene, message, who)) is not None)


def hear_code(scene: Scene, message: Message, _who: Who) -> str | None:
    """Somebody who takes over another post brings a new code."""
    found = CODE.match(message.text)
    return try_code(scene, message, found[1]) if found is not None else None


# The order matters: a forwarded record holds other people's words, which must not be read as the cadre's own; a bare
# number that answers a question must not be read as one of the numbered answers. The last one takes everything.
LISTENERS: tuple[Listener, ...] = (
    hear_code,
    hear_pages,
    hear_forwarded,
    hear_photo,
    hear_choice,
    hear_looked,
    hear_answer,
)
