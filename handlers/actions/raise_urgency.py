"""A case turned out to be more urgent than it looked."""

from __future__ import annotations

from typing import Any

from handlers.actions.clock_effects import with_look
from handlers.actions.post_danger import post_danger
from handlers.actions.prompt_staff import prompt_case
from handlers.scene import Scene
from models.case import Case
from models.queries.cases import update_case
from models.queries.messages import messages_of_case


def raise_urgency(scene: Scene, case: Case) -> Case:
    """Shorter limits from now on, a fresh prompt, and for an emergency the line to the group."""
    changes = with_look(case, tightened(scene, case, case.urgency), scene.house.clock)
    case = update_case(scene.connection, case.id, **changes)
    prompt_case(scene, case, kind="raised")
    if case.urgency == "emergency" and case.group_id is not None:
        post_danger(scene, case, messages_of_case(scene.connection, case.id, "evidence"))
    return case


def tightened(scene: Scene, case: Case, urgency: str) -> dict[str, Any]:
    """The columns that change with a higher urgency: limits are only ever drawn in."""
    due = scene.house.clock.due(case.category, urgency, scene.now)
    return {
        "first_due": min(filter(None, (case.first_due, due.first))),
        "solve_due": min(filter(None, (case.solve_due, due.solve))),
        "answer_due": min(filter(None, (case.answer_due, due.first))),
        "work_due": min(filter(None, (case.work_due, due.solve))),
        "nudges": 0,
        "receipt_due": None if urgency == "emergency" else case.receipt_due,
    }
