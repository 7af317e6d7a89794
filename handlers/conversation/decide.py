"""What a new message means for the group's cases. Pure: the same state and message always give the same answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handlers.conversation.decisions import Decision, Ignore
from handlers.conversation.numbered import about_number
from handlers.conversation.photos import wordless
from handlers.conversation.residents import said_by_resident
from handlers.conversation.satisfaction import rated
from handlers.conversation.staff_work import said_by_staff
from handlers.conversation.state import GroupState, Said
from handlers.conversation.talk import Talk, Together
from handlers.reading.place import PlaceReader
from models.settings import DepartmentSettings

Step = Callable[[Talk], tuple[Decision, ...] | None]

# The first that knows what to do decides. Order matters: a photo has no words to read, staff are no reporters, and
# "6号没好" names its case, so that nothing has to be guessed.
STEPS: tuple[Step, ...] = (wordless, said_by_staff, about_number, rated, said_by_resident)


def decide(
    state: GroupState,
    said: Said,
    places: PlaceReader,
    departments: Sequence[DepartmentSettings] = (),
    together: Together = Together(),  # noqa: B008  (immutable)
) -> tuple[Decision, ...]:
    """The decisions for one message; `state` is the group before it. Never empty, never raises.

    `said.quoted_ref` should hold what find_quoted makes of its quote; `together` reads several messages as one.
    """
    talk = Talk(state, said, places, departments, together)
    for step in STEPS:
        decisions = step(talk)
        if decisions:
            return decisions
    return (Ignore("chat"),)
