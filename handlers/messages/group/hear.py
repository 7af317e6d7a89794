"""A message in a group: read it, decide over the group's state, carry the decisions out."""

from __future__ import annotations

from dataclasses import replace

from handlers.actions.open_case import Origin
from handlers.conversation.decide import decide
from handlers.conversation.decisions import Decision, Ignore
from handlers.conversation.quotes import find_quoted
from handlers.conversation.talk import Together
from handlers.messages.group.carry_out import carry_out
from handlers.messages.group_state import as_said, load_state
from handlers.reading.facts import Facts
from handlers.scene import Scene
from models.case import Message
from models.messages import MessageKind

UNREAD = {MessageKind.SYSTEM, MessageKind.RECALL, MessageKind.UNKNOWN}


def hear_group(scene: Scene, message: Message) -> str:
    """What was done with the message, in a word or two."""
    if MessageKind(message.kind) in UNREAD:
        return f"not read: {message.kind}"
    group = scene.settings.groups_by_id[message.group_id or ""]
    origin = Origin(group.grid, "group", group)
    decisions = listen(scene, origin, message)
    for decision in decisions:
        carry_out(scene, origin, decision)
    return _outcome(decisions)


def listen(scene: Scene, origin: Origin, message: Message) -> tuple[Decision, ...]:
    """What a message means for the cases of the group, or of the forwarded record, that it stands in."""
    state = load_state(scene, origin, message)
    said = scene.house.said[message.id] = as_said(scene, origin.grid, message)
    if said.quote is not None:
        said = replace(said, quoted_ref=find_quoted(state, said.quote))
    house = scene.house

    def read(text: str) -> Facts:
        return house.read(origin.grid, text, False, MessageKind.TEXT)

    together = Together(read, house.resembles)
    return decide(state, said, house.place_reader(origin.grid), scene.settings.departments, together)


def _outcome(decisions: tuple[Decision, ...]) -> str:
    first = decisions[0] if decisions else Ignore("nothing")
    if isinstance(first, Ignore):
        return f"ignored: {first.reason}"
    return ", ".join(type(decision).__name__ for decision in decisions)
