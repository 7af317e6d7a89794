"""The phone and identity numbers that residents left with a case, for the cadre who asks for them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from handlers.actions.describe import name_of
from handlers.actions.held import FORWARDED
from handlers.scene import Scene
from handlers.sealing.keys import Hidden
from handlers.sealing.seal import QUOTE, QUOTE_NAME, line_field
from handlers.wording.long_numbers import STAR, mask_numbers
from handlers.wording.numbers import no_numbers, numbers_are_shut, numbers_of
from handlers.wording.values import Said
from models.case import Case, Message
from models.errors import Unreadable
from models.messages import PrivateText
from models.queries.messages import messages_of_case
from models.tables import message as message_table

MASKED = STAR * 3
QUOTED = (QUOTE, QUOTE_NAME)  # somebody else's number, which that person's own message holds


def numbers_left(scene: Scene, case: Case) -> PrivateText:
    """Each number with the name of who left it; that there is none, or that none can be read."""
    messages = messages_of_case(scene.connection, case.id)
    try:
        found = [Said(one.sender_name, hidden.number) for one in messages for hidden in _of_message(scene, one)]
    except Unreadable:
        return numbers_are_shut(name_of(scene, case))
    if found:
        return numbers_of(name_of(scene, case), list(dict.fromkeys(found)))
    is_masked = any(MASKED in one.text for one in messages)
    return numbers_are_shut(name_of(scene, case)) if is_masked else no_numbers(name_of(scene, case))


def _of_message(scene: Scene, message: Message) -> Iterator[Hidden]:
    if message.chat.startswith(FORWARDED):
        yield from _of_line(scene, message)
    elif message.sealed is not None:
        yield from (one for one in scene.house.keys.unlock(message.sealed) if one.field not in QUOTED)


def _of_line(scene: Scene, line: Message) -> Iterator[Hidden]:
    """A forwarded line's numbers are sealed with the record that it came in."""
    record = int(line.chat.removeprefix(FORWARDED))
    sealed = scene.connection.scalar(select(message_table.c.sealed).where(message_table.c.id == record))
    if sealed is None:
        return
    name = line_field(int(line.external_id))
    for one in scene.house.keys.unlock(sealed):
        # Of pasted text only the whole is sealed: what is masked alike in the line was written there.
        is_pasted = one.field == "text" and mask_numbers(one.number) in line.text
        if is_pasted or one.field in {name, f"{name}.name"}:
            yield one
