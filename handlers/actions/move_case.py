"""The one way in which a case changes: checked against the table, timed, written down."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from handlers.actions.access import check_access
from handlers.actions.clock_effects import effects, with_look
from handlers.actions.tell_department import tell_what_left
from handlers.actions.tell_systems import tell_systems
from handlers.scene import Scene, Who
from models.case import Case
from models.queries.cases import update_case
from models.queries.events import add_event
from models.status import TABLE, Move, State, check
from models.tables import case as case_table
from models.tables.base import Moment


def move_case(
    scene: Scene, case: Case, move: Move, who: Who, *, reason: str = "", quiet: bool = False, **changes: Any
) -> Case:
    """The case after the move; MoveRefused, and nothing changed, where it is not allowed.

    `changes` are further columns that the move sets; `quiet` keeps it out of the group's status updates.
    """
    check_access(scene, who, case)
    target = check(move, case.state, who.actor, reason)
    rule = TABLE[move]
    changes = {**effects(case, rule.clock, scene.now, scene.house.clock), **changes, "state": target}
    changes["updated_at"] = scene.now
    changes = with_look(case, changes, scene.house.clock)
    event_id = add_event(
        scene.connection,
        {
            **event_values(scene, case, move, who, reason),
            "to_state": target,
            "before": {column: _plain(getattr(case, column)) for column in changes},
            "public": rule.public and not quiet and not case.private,
        },
    )
    moved = update_case(scene.connection, case.id, was=case, **changes)
    tell_what_left(scene, case, moved, who.staff.department if who.staff else "")
    tell_systems(scene, moved, move, event_id)
    return moved


def event_values(scene: Scene, case: Case, move: Move, who: Who, reason: str = "") -> dict[str, Any]:
    """The line that a move leaves in the timeline."""
    return {
        "case_id": case.id,
        "at": scene.now,
        "move": move,
        "from_state": case.state,
        "to_state": case.state,
        "actor": who.actor,
        "staff_id": who.staff_id,
        "reason": reason,
        "message_id": scene.cause.id if scene.cause else None,
    }


def restore(before: dict[str, Any]) -> dict[str, Any]:
    """The columns as they were, from what the timeline kept of them."""
    columns = case_table.c
    return {
        name: datetime.fromisoformat(value) if value and isinstance(columns[name].type, Moment) else value
        for name, value in before.items()
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, State) else value
