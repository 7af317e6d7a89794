"""A department answers by its link: the same actions as an answer in the chat, and the same echo."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from handlers.actions.undo import undo_own_step
from handlers.answer_link import Answerable
from handlers.messages.private.answers import ACTIONS
from handlers.messages.private.apply_answer import echo_of
from handlers.messages.private.done_photo import keep_photo
from handlers.messages.store import Arrival, store_arrivals
from handlers.reading.cadre_reply import CadreReply, Verb, parse_cadre_reply
from handlers.scene import Scene
from handlers.wording.department_notices import on_a_page
from models.case import Message
from models.errors import MoveRefused
from models.messages import Incoming, MessageKind
from models.queries.messages import settle_messages

CHANNEL = "link"
AS_THEY_SAY = frozenset({Verb.PROMISE, Verb.CONTACTED, Verb.PROGRESS})  # what words beside "arranged" may come to


class Button(enum.StrEnum):
    """What can be tapped."""

    RECEIVED = "received"
    ARRANGED = "arranged"
    DONE = "done"
    NOT_OURS = "not_ours"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Tapped:
    """`photo`: the content hash of a kept one; `stamp`: a fresh name for the words."""

    button: Button
    words: str
    photo: str | None
    stamp: str


def answer_by_link(scene: Scene, found: Answerable, tapped: Tapped) -> str:
    """How it was understood; "" after an undo. Raises MoveRefused, and nothing changed."""
    case, who = found.case, found.who
    if tapped.button is Button.UNDO:
        if undo_own_step(scene, who, case) is None:
            raise MoveRefused("nothing_to_undo", "no own step is the last one")
        return ""
    if not found.may_answer:
        raise MoveRefused("wrong_state", "the case is not with the department any more")
    reply = _reply(scene, tapped)
    message = _store(scene, found, tapped)
    scene = replace(scene, cause=message)
    done = ACTIONS[reply.verb](scene, case, who, reply)
    if message is not None and message.photo is not None:
        keep_photo(scene, done, message.id)
    return on_a_page(echo_of(scene, done, who, reply))


def _reply(scene: Scene, tapped: Tapped) -> CadreReply:
    if tapped.button is Button.RECEIVED:
        return CadreReply(Verb.ACCEPT, tapped.words)
    if tapped.button is Button.DONE:
        return CadreReply(Verb.CLOSE, tapped.words, reason=tapped.words)
    if tapped.button is Button.NOT_OURS:
        return CadreReply(Verb.RETURN, tapped.words, reason=tapped.words)
    said = parse_cadre_reply(
        tapped.words, now=scene.now.astimezone(scene.settings.zone), calendar=scene.house.clock.calendar
    )
    return said if said.verb in AS_THEY_SAY else CadreReply(Verb.PROGRESS, tapped.words)


def _store(scene: Scene, found: Answerable, tapped: Tapped) -> Message | None:
    """Words and photo become a message, so that they are masked, shown, forgotten and erased like any other."""
    if not tapped.words and tapped.photo is None:
        return None
    incoming = Incoming(
        channel=CHANNEL,
        external_id=tapped.stamp,
        chat_id=f"{CHANNEL}:{found.case.department}",
        is_group=False,
        sender_id=found.who.staff_id,
        sender_name=found.who.shown,
        sent_at=scene.now,
        kind=MessageKind.PHOTO if tapped.photo else MessageKind.TEXT,
        text=tapped.words,
    )
    house = scene.house
    arrival = Arrival(incoming, tapped.photo)
    stored = store_arrivals(scene.connection, [arrival], house.settings, scene.now, house.keys)[0]
    assert stored is not None  # a fresh name is nobody's repeat
    settle_messages(scene.connection, {stored.id: "answered by link"}, scene.now)
    return replace(stored, staff_id=found.who.staff_id)


def shown_words(messages: tuple[Message, ...]) -> tuple[str, ...]:
    """What residents wrote, without who they are."""
    return tuple(message.text for message in messages if message.text)
