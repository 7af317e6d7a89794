"""Queue words in the outbox, in the same transaction as the change that they tell of."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from handlers.actions.quiet import out_of_quiet
from handlers.scene import Scene
from models.messages import PrivateText, PublicText
from models.queries.messages import insert_or_ignore
from models.settings import StaffSettings
from models.tables import case_event, outbox

DANGER, PERSONAL, RECEIPT, NEWS = 0, 1, 2, 3
GROUP_POST_LASTS = timedelta(hours=12)  # a receipt or an update that could not go out by then is stale


def post_to_group(
    scene: Scene,
    group_id: str,
    text: PublicText,
    kind: str,
    dedupe: str,
    *,
    priority: int = NEWS,
    case_id: int | None = None,
    photo: str | None = None,
    expires: datetime | None = None,
) -> None:
    """One message to a group. All but danger wait for the end of the quiet hours."""
    not_before = scene.now if priority == DANGER else out_of_quiet(scene.now, scene.settings)
    _queue(
        scene,
        audience="group",
        channel="",
        target=group_id,
        text=text,
        kind=kind,
        dedupe=f"{kind}:{group_id}:{dedupe}",
        priority=priority,
        case_id=case_id,
        photo=photo,
        not_before=not_before,
        expires_at=expires or not_before + GROUP_POST_LASTS,
    )


def tell_staff(
    scene: Scene,
    person: StaffSettings,
    text: PrivateText,
    kind: str,
    dedupe: str,
    *,
    priority: int = PERSONAL,
    case_id: int | None = None,
    photo: str | None = None,
) -> None:
    """One private message to a member of staff; it waits until the person is bound to an identity."""
    _queue(
        scene,
        audience="staff",
        channel="",
        target=person.id,
        text=text,
        kind=kind,
        dedupe=f"{kind}:{person.id}:{dedupe}",
        priority=priority,
        case_id=case_id,
        photo=photo,
        not_before=scene.now,
        expires_at=None,
    )


def answer_sender(scene: Scene, text: PrivateText, kind: str) -> None:
    """One private answer to whoever wrote the message at hand."""
    cause = scene.cause
    if cause is None:
        return
    _queue(
        scene,
        audience="person",
        channel=cause.channel,
        target=cause.sender,
        text=text,
        kind=kind,
        dedupe=f"{kind}:{cause.id}",
        priority=PERSONAL,
        case_id=None,
        photo=None,
        not_before=scene.now,
        expires_at=None,
    )


def _queue(scene: Scene, *, case_id: int | None, **values: Any) -> None:
    row = {
        **values,
        "case_id": case_id,
        "message_id": scene.cause.id if scene.cause else None,
        "event_id": _newest_event(scene, case_id),
        "created_at": scene.now,
        "state": "queued",
    }
    scene.connection.execute(insert_or_ignore(scene.connection, outbox).values(**row))


def _newest_event(scene: Scene, case_id: int | None) -> int | None:
    if case_id is None:
        return None
    query = select(func.max(case_event.c.id)).where(case_event.c.case_id == case_id)
    newest: int | None = scene.connection.scalar(query)
    return newest
