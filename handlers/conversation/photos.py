"""Messages without words: photos are kept with their speaker's case or wait for his words; the rest is ornament."""

from __future__ import annotations

from handlers.conversation.decisions import AddEvidence, Decision, Ignore
from handlers.conversation.signs import answers
from handlers.conversation.state import CaseView
from handlers.conversation.talk import Talk
from handlers.conversation.windows import SAME_BREATH
from handlers.wording.belonging import SIGNS
from models.messages import MessageKind

PICTURES = frozenset({MessageKind.PHOTO, MessageKind.VIDEO})
ORNAMENT = frozenset(
    {
        MessageKind.STICKER,
        MessageKind.LINK,
        MessageKind.FILE,
        MessageKind.RECALL,
        MessageKind.SYSTEM,
        MessageKind.UNKNOWN,
    }
)


def wordless(talk: Talk) -> tuple[Decision, ...] | None:
    """Everything that is not said in words."""
    said = talk.said
    if said.is_bot:
        return (Ignore("own echo"),)
    if said.kind in ORNAMENT:
        return (Ignore(said.kind.value),)
    if said.facts.text:
        return None
    if said.kind not in PICTURES or said.is_staff:
        return (Ignore("empty"),)
    case = shown_for(talk)
    return (AddEvidence(case.id, (said.ref,), note=SIGNS["photo"]),) if case else (Ignore("photo waits"),)


def shown_for(talk: Talk) -> CaseView | None:
    """The case that a photo belongs to: the one its sender speaks of, or was asked about."""
    for case in talk.cases:
        if answers(talk, case) and talk.is_participant(case):
            return case
    last = next((said for said in talk.own if said.cases), None)
    if last is None or (last.ref != talk.own[0].ref and talk.ago(last) > SAME_BREATH / 3):
        return None
    if talk.ago(last) > SAME_BREATH * 2:
        return None
    return next((case for case in talk.cases if case.id == last.cases[-1]), None)
