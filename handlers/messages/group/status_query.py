"""Somebody asks how a matter stands."""

from __future__ import annotations

from handlers.actions.describe import names_to_hide, standing_of
from handlers.actions.open_case import Origin
from handlers.actions.prompt_staff import tell_news
from handlers.actions.say import RECEIPT, post_to_group, public_words
from handlers.conversation.decisions import StatusQuery
from handlers.scene import Scene
from handlers.wording.answers import case_status, no_such_case
from models.case import Case
from models.queries.cases import get_case
from models.queries.messages import link_message
from models.settings import GroupSettings


def hear_status_query(scene: Scene, origin: Origin, decision: StatusQuery) -> None:
    """Answered in the group only where the bot was asked; otherwise the cadre learns that people wait."""
    case = get_case(scene.connection, decision.case) if decision.case is not None else None
    if case is not None:
        link_message(scene.connection, case.id, decision.message, "related")
    if decision.direct and origin.group is not None:
        _answer(scene, origin.group, case)
    elif case is not None and case.is_open and case.answered_at is not None:
        tell_news(scene, case, kind="asked_after")


def _answer(scene: Scene, group: GroupSettings, case: Case | None) -> None:
    stamp = str(scene.cause.id if scene.cause else scene.now.timestamp())
    if case is None:
        post_to_group(scene, group.id, no_such_case(), "answer", stamp, priority=RECEIPT)
        return
    standing, names = standing_of(scene, case), names_to_hide(scene, group.id)
    text = public_words(f"answer about case={case.id}", lambda: case_status(standing, scene.moment, names))
    if text is not None:
        post_to_group(scene, group.id, text, "answer", stamp, priority=RECEIPT, case_id=case.id)
