"""An answer to the list of what may be a case: its lines become cases, or are set aside."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.actions.describe import name_of
from handlers.actions.held import grid_of_held, lines_shown, set_aside
from handlers.actions.open_case import Origin, open_case
from handlers.actions.say import answer_staff
from handlers.conversation.accepted import accepted
from handlers.conversation.talk import Talk
from handlers.messages.group_state import as_said, load_state
from handlers.reading.cadre.looked import read_looked
from handlers.scene import Scene, Who
from handlers.wording import held as words
from models.case import Case, Message
from models.queries.cases import get_case
from models.queries.messages import links_of_messages, messages_by_id


def hear_looked(scene: Scene, message: Message, who: Who) -> str | None:
    """Goes by the list that the person was shown last."""
    shown = lines_shown(scene, who)
    looked = read_looked(message.text, len(shown)) if shown else None
    if looked is None:
        return None
    unknown = [line for line in (*looked.cases, *looked.others) if not 1 <= line <= len(shown)]
    if unknown:
        answer_staff(scene, who, words.no_such_line(unknown), "looked")
        return "looked: no such line"
    lines = dict(enumerate(shown, 1))
    opened = _take_up(scene, who, {line: lines[line] for line in looked.cases})
    aside = _put_aside(scene, who, {line: lines[line] for line in looked.others})
    return f"looked: {opened} opened, {aside} set aside"


def _take_up(scene: Scene, who: Who, lines: dict[int, int]) -> int:
    """Opens them one after the other, because one case may take in the words of the next line."""
    opened: list[tuple[int, Case]] = []
    decided: list[tuple[int, Case]] = []
    for line, message in _stored(scene, lines):
        known = links_of_messages(scene.connection, [message.id]).get(message.id)
        if known:
            decided.append((line, get_case(scene.connection, known[-1])))
        elif message.held is not None:
            opened.append((line, open_held(scene, message, who)))
    if opened:
        answer_staff(scene, who, words.taken_up([(line, name_of(scene, case)) for line, case in opened]), "looked")
    if decided:
        told = [(line, name_of(scene, case)) for line, case in decided]
        answer_staff(scene, who, words.decided_already(told), "decided")
    return len(opened)


def open_held(scene: Scene, message: Message, who: Who) -> Case:
    """Somebody of the staff says that doubtful words are a case."""
    group = scene.settings.groups_by_id.get(message.group_id or "")
    origin = Origin(grid_of_held(scene, message), "group" if group else "forward", group)
    held = message.held or {}
    talk = Talk(
        load_state(scene, origin, message),
        as_said(scene, origin.grid, message),
        scene.house.place_reader(origin.grid),
        scene.settings.departments,
    )
    earlier = tuple(ref for ref in held.get("messages", ()) if ref != message.id)
    return open_case(scene, accepted(talk, held["category"], earlier), origin, who)


def _put_aside(scene: Scene, who: Who, lines: dict[int, int]) -> int:
    for _, message in _stored(scene, lines):
        set_aside(scene, message, who)
    if lines:
        answer_staff(scene, who, words.set_aside(list(lines)), "set_aside")
    return len(lines)


def _stored(scene: Scene, lines: dict[int, int]) -> Iterable[tuple[int, Message]]:
    """The messages of the lines, as far as they have not been forgotten."""
    found = {one.id: one for one in messages_by_id(scene.connection, list(lines.values()))}
    return [(line, found[ref]) for line, ref in lines.items() if ref in found]
