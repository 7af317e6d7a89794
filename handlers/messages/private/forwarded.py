"""A merged chat record, or group text copied from a phone: the same cases, and not a word in the group."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from handlers.actions.access import grids_of
from handlers.actions.describe import name_of
from handlers.actions.open_case import Origin
from handlers.actions.say import tell_staff
from handlers.conversation import decisions as say
from handlers.messages.group.carry_out import carry_out
from handlers.messages.group.hear import listen
from handlers.reading.pasted import read_pasted
from handlers.reading.quote import split_quote
from handlers.scene import Scene, Who
from handlers.wording.notices import forwarded, no_group_known
from handlers.wording.values import CaseName, ForwardResult
from models.case import Message
from models.messages import ForwardedLine, MessageKind
from models.queries.cases import get_case
from models.queries.messages import get_message, links_of_messages
from models.settings import Settings, StaffSettings
from models.tables import message as message_table

# Nothing that speaks to the group, and nothing on staff's authority: names in a record prove nothing.
TAKEN = (say.OpenCase, say.AddEvidence, say.Support, say.Hold, say.SaidResolved, say.SaidNotResolved)


def hear_forwarded(scene: Scene, message: Message, who: Who) -> str | None:
    """Runs each line through the same reading and decisions as a group's; the person is told what came of it."""
    lines = lines_of(scene, message)
    person = who.staff
    if not lines or person is None:
        return None
    grid = grid_of(scene.settings, person, message.text)
    if grid is None:
        tell_staff(scene, person, no_group_known(), "forwarded", str(message.id))
        return "forwarded: which group is not known"
    stored = [_store(scene, message, line, index, grid) for index, line in enumerate(lines)]
    result = _work_through(scene, stored, grid)
    tell_staff(scene, person, forwarded(result), "forwarded", str(message.id))
    return f"forwarded: {len(lines)} lines, {len(result.opened)} opened"


def lines_of(scene: Scene, message: Message) -> tuple[ForwardedLine, ...]:
    """The lines of a merged record, or of pasted text; empty where it is neither."""
    if message.extra and message.extra.get("forwarded"):
        return tuple(_line(raw) for raw in message.extra["forwarded"])
    if MessageKind(message.kind) is MessageKind.TEXT:
        return read_pasted(message.text, scene.now.astimezone(scene.settings.zone))
    return ()


def grid_of(settings: Settings, person: StaffSettings, text: str) -> str | None:
    """Whose group it is: the only grid that the person has groups in, else the one that the text names."""
    grids = grids_of(settings, person)
    groups = [group for group in settings.groups if group.grid in grids]
    candidates = {group.grid for group in groups}
    if len(candidates) == 1:
        return candidates.pop()
    named = {group.grid for group in groups if group.name in text or settings.nodes[group.grid].name in text}
    return named.pop() if len(named) == 1 else None


def _line(raw: dict[str, Any]) -> ForwardedLine:
    sent_at = datetime.fromisoformat(raw["at"]) if raw["at"] else None
    return ForwardedLine(raw["name"], raw["text"], sent_at, MessageKind(raw["kind"]))


def _store(scene: Scene, message: Message, line: ForwardedLine, index: int, grid: str) -> Message:
    """Each line becomes a message of its own, so that cases can hold it as evidence."""
    quote, text = split_quote(line.text)
    names = {name for person in scene.settings.staff_of(grid) for name in (person.name, person.public_name)}
    values = {
        "channel": message.channel,
        "chat": f"forward:{message.id}",
        "external_id": str(index),
        "sender": f"forward:{line.sender_name}",
        "sender_name": line.sender_name,
        "staff_id": "forwarded" if line.sender_name in names else None,
        "kind": line.kind,
        "text": text,
        "quote_name": quote.name if quote else None,
        "quote_text": quote.text if quote else None,
        "sent_at": line.sent_at or message.sent_at + timedelta(seconds=index),
        "received_at": scene.now,
        "handled_at": scene.now,
        "outcome": "forwarded",
    }
    key = scene.connection.execute(insert(message_table).values(**values)).inserted_primary_key
    assert key is not None
    return get_message(scene.connection, key[0])


def _work_through(scene: Scene, lines: list[Message], grid: str) -> ForwardResult:
    origin = Origin(grid, "forward")
    held = 0
    for line in lines:
        for decision in listen(scene, origin, line):
            if isinstance(decision, TAKEN):
                carry_out(scene.caused_by(line), origin, decision)
                held += isinstance(decision, say.Hold)
    opened, added = _touched(scene, lines)
    return ForwardResult(len(lines), opened, added, held)


def _touched(scene: Scene, lines: list[Message]) -> tuple[tuple[CaseName, ...], tuple[CaseName, ...]]:
    links = links_of_messages(scene.connection, [line.id for line in lines])
    ids = sorted({case_id for cases in links.values() for case_id in cases})
    cases = [get_case(scene.connection, case_id) for case_id in ids]
    opened = tuple(name_of(scene, case) for case in cases if case.opened_at == scene.now)
    added = tuple(name_of(scene, case) for case in cases if case.opened_at != scene.now)
    return opened, added
