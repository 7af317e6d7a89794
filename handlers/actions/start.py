"""Somebody is on it: accepted, contacted, promised, half done."""

from __future__ import annotations

from typing import Any

from handlers.actions.move_case import move_case
from handlers.reading.cadre_reply import CadreReply
from handlers.scene import Scene, Who
from models.case import Case
from models.status import TABLE, Move


def accept(scene: Scene, case: Case, who: Who, _reply: CadreReply) -> Case:
    """收到: taken on. On a case that is further along it counts as a sign of life."""
    rule = TABLE[Move.ACCEPT]
    if case.state in rule.sources and who.actor in rule.who:
        return move_case(scene, case, Move.ACCEPT, who)
    return move_case(scene, case, Move.START, who, quiet=True)


def start(scene: Scene, case: Case, who: Who, reply: CadreReply) -> Case:
    """Contacted, promised or progressing; the words are kept for the status update.

    A time in them is a promise: whoever works on it is asked then.
    """
    promised: dict[str, Any] = {"promised_at": reply.when, "promise": reply.words} if reply.when is not None else {}
    return move_case(scene, case, Move.START, who, reason=reply.reason or reply.words, **promised)
