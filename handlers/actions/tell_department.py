"""Tell a department without a system of its own that a case came, is due, or went."""

from __future__ import annotations

from handlers.actions.describe import standing_of
from handlers.scene import Scene
from handlers.wording import department_notices as words
from models.case import Case
from models.queries.deliveries import (
    DEPARTMENT,
    DISPATCH,
    REMINDER,
    WITHDRAWN,
    drop_deliveries,
    queue_delivery,
    told_of,
)
from models.queries.events import newest_dispatch


def tell_dispatched(scene: Scene, case: Case) -> None:
    text = words.dispatched(_grid(scene, case), standing_of(scene, case), scene.moment)
    _tell(scene, case, DISPATCH, text)


def tell_reminded(scene: Scene, case: Case) -> None:
    """Whoever has a case that is due, where it is a department."""
    if case.department:
        text = words.reminded(_grid(scene, case), standing_of(scene, case), scene.moment)
        _tell(scene, case, REMINDER, text, f":{scene.now.timestamp():.0f}")


def tell_what_left(scene: Scene, was: Case, now: Case, by: str) -> None:
    """After any change: a department whose case went or ended hears of it, unless it did so itself.

    What has not gone out yet need not be taken back.
    """
    if not was.department or not was.is_open or (now.department == was.department and now.is_open):
        return
    drop_deliveries(scene.connection, scene.now, audience=DEPARTMENT, target=was.department, case_id=was.id)
    event_id = told_of(scene.connection, was.department, was.id)
    if event_id is not None and by != was.department:
        text = words.withdrawn(_grid(scene, was), standing_of(scene, was))
        _queue(scene, was, WITHDRAWN, text, event_id)


def _tell(scene: Scene, case: Case, kind: str, text: str, stamp: str = "") -> None:
    dispatch = newest_dispatch(scene.connection, case.id)
    if dispatch is not None and scene.settings.notices_for(case.department) is not None:
        _queue(scene, case, kind, text, dispatch.id, stamp)


def _queue(scene: Scene, case: Case, kind: str, text: str, event_id: int, stamp: str = "") -> None:
    queue_delivery(
        scene.connection,
        scene.now,
        dedupe=f"{kind}:{case.id}:{event_id}:{case.department}{stamp}",
        audience=DEPARTMENT,
        target=case.department,
        kind=kind,
        case_id=case.id,
        event_id=event_id,
        text=text,
    )


def _grid(scene: Scene, case: Case) -> str:
    node = scene.settings.nodes.get(case.grid)
    return node.name if node else ""
