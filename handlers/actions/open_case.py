"""Open a case: number, limits, holder, people and words; then tell who has to know."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from handlers.actions.clock_effects import with_look
from handlers.actions.hang_words import hang_evidence, hang_support
from handlers.actions.holders import first_holder
from handlers.actions.move_case import event_values
from handlers.actions.post_danger import post_danger
from handlers.actions.prompt_staff import prompt_case
from handlers.actions.quiet import out_of_quiet
from handlers.actions.tell_systems import tell_systems
from handlers.conversation.decisions import OpenCase
from handlers.scene import RESIDENT, Scene, Who
from models.case import Case
from models.deadlines import Due
from models.queries.cases import insert_case, next_number, update_case
from models.queries.events import add_event
from models.queries.messages import messages_by_id
from models.settings import GroupSettings
from models.status import Move, State

ANSWERS = 0.8  # how sure a case must be before the group hears of it; its cadre hears of it at once
WARNS = 0.5  # the same for the line about a danger


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a case comes from. `group` None: nothing about it is posted to a group."""

    grid: str
    source: str  # group, forward
    group: GroupSettings | None = None


def open_case(scene: Scene, decision: OpenCase, origin: Origin, who: Who = RESIDENT) -> Case:
    """The new case, prompted to its holder; its receipt waits for the receipts of the same minute.

    Where a member of staff opens it, 撤销 makes it void, as if it had never been one.
    """
    case = insert_case(scene.connection, _columns(scene, decision, origin))
    case = update_case(scene.connection, case.id, **with_look(case, {}, scene.house.clock))
    reason = scene.cause.text if who.staff and scene.cause else ""
    undoing = {"before": _as_void(scene, who)} if who.staff else {}
    event_id = add_event(scene.connection, {**event_values(scene, case, Move.REGISTER, who, reason), **undoing})
    messages = messages_by_id(scene.connection, decision.messages)
    hang_evidence(scene, case, messages, reporter=True)
    hang_support(scene, case, messages_by_id(scene.connection, decision.supporters))
    tell_systems(scene, case, Move.REGISTER, event_id)
    prompt_case(scene, case)
    if case.urgency == "emergency" and origin.group is not None and decision.sure >= WARNS:
        post_danger(scene, case, messages)
    return case


def _as_void(scene: Scene, who: Who) -> dict[str, Any]:
    return {
        "state": State.VOID.value,
        "closed_at": scene.now.isoformat(),
        "closed_by": who.staff_id,
        "receipt_due": None,
    }


def _columns(scene: Scene, decision: OpenCase, origin: Origin) -> dict[str, Any]:
    settings, now = scene.settings, scene.now
    private = settings.category(decision.category).private
    due = scene.house.clock.due(decision.category, decision.urgency, now)
    return {
        "number": next_number(scene.connection, origin.grid),
        "grid": origin.grid,
        "group_id": origin.group.id if origin.group else None,
        "source": origin.source,
        "channel": scene.cause.channel if scene.cause else "",
        "category": decision.category,
        "place": decision.place[:80],
        "urgency": decision.urgency,
        "kind": decision.kind,
        "private": private,
        "state": State.REGISTERED,
        "holder": first_holder(settings, origin.grid, private),
        "why": asdict(decision.why),
        "opened_at": now,
        "updated_at": now,
        **_limits(due),
        "pauses": [],
        "receipt_due": _receipt_due(scene, decision, origin),
    }


def _limits(due: Due) -> dict[str, Any]:
    return {"first_due": due.first, "answer_due": due.first, "solve_due": due.solve, "work_due": due.solve}


def _receipt_due(scene: Scene, decision: OpenCase, origin: Origin) -> datetime | None:
    """Receipts wait a minute for company; an emergency has its own line at once, and staff has answered by itself.

    A doubtful case gets its receipt with the next word about it (add_evidence.py).
    """
    answered = decision.urgency == "emergency" or decision.work is not None
    if origin.group is None or answered or decision.sure < ANSWERS:
        return None
    return receipt_time(scene, origin.group.id)


def receipt_time(scene: Scene, group_id: str) -> datetime:
    """When a receipt that is wanted now goes out to a group."""
    window = timedelta(seconds=scene.settings.budget.receipt_window_seconds)
    return out_of_quiet(scene.now + window, scene.settings, group_id)
