"""Queue words in the outbox, in the same transaction as the change that they tell of."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from handlers.actions.note_look import note_look
from handlers.actions.quiet import out_of_quiet
from handlers.scene import Scene, Who
from handlers.sealing.keys import Hidden
from handlers.sealing.seal import TEXT
from handlers.wording.long_numbers import mask_numbers
from models.case import Case
from models.errors import NotPublic
from models.messages import PrivateText, PublicText
from models.queries.messages import insert_or_ignore
from models.settings import StaffSettings
from models.tables import case_event, outbox

log = logging.getLogger(__name__)

DANGER, PERSONAL, RECEIPT, NEWS = 0, 1, 2, 3
DEDUPE_LENGTH = 160
# Private messages that repeat staff's own words, or none at all. Every other one counts as a look at residents' words.
SAYS_NOTHING_OF_RESIDENTS = frozenset(
    {"bound", "choice", "decided", "echo", "extension_decided", "forwarded", "help", "looked", "photo_kept"}
    | {"refused", "set_aside", "undo"}
)
STARS = "***"
GROUP_POST_LASTS = timedelta(hours=12)  # a receipt or an update that could not go out by then is stale


def public_words(what: str, words: Callable[[], PublicText | None]) -> PublicText | None:
    """The words for a group, or None where they would still point at a person: then the log tells what is withheld."""
    try:
        return words()
    except NotPublic as error:
        log.warning("%s withheld: %s", what, error)
        return None


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
) -> None:
    """One message to a group. All but danger wait for the end of the quiet hours."""
    not_before = scene.now if priority == DANGER else out_of_quiet(scene.now, scene.settings, group_id)
    until = not_before + GROUP_POST_LASTS
    more: dict[str, Any] = {"priority": priority, "photo": photo, "not_before": not_before, "expires_at": until}
    _queue(scene, "group", group_id, text, kind, f"{kind}:{group_id}:{dedupe}", case_id, **more)


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
    more: dict[str, Any] = {"priority": priority, "photo": photo}
    _queue(scene, "staff", person.id, text, kind, f"{kind}:{person.id}:{dedupe}", case_id, **more)


def answer_staff(scene: Scene, who: Who, text: PrivateText, kind: str, case: Case | None = None) -> None:
    """One private answer to the member of staff who wrote the message at hand; one for each case that it is about."""
    if who.staff is not None and scene.cause is not None:
        stamp = f"{scene.cause.id}:{case.id}" if case else str(scene.cause.id)
        tell_staff(scene, who.staff, text, kind, stamp, case_id=case.id if case else None)


def answer_sender(scene: Scene, text: PrivateText, kind: str) -> None:
    """One private answer to whoever wrote the message at hand."""
    cause = scene.cause
    if cause is not None:
        _queue(scene, "person", cause.sender, text, kind, f"{kind}:{cause.id}", channel=cause.channel)


def hand_over(scene: Scene, text: PrivateText, secret: str, kind: str, until: datetime) -> None:
    """A private answer that holds a secret: starred in what is stored, and sealed until it is sent, given a key."""
    cause = scene.cause
    if cause is not None:
        more: dict[str, Any] = {"channel": cause.channel, "expires_at": until}
        _queue(scene, "person", cause.sender, text, kind, f"{kind}:{cause.id}", secret=secret, **more)


def _queue(
    scene: Scene,
    audience: str,
    target: str,
    text: PublicText | PrivateText,
    kind: str,
    dedupe: str,
    case_id: int | None = None,
    secret: str = "",
    **more: Any,
) -> None:
    """One row; `more` are the columns in which it differs from a private answer that goes out at once."""
    row = {
        "audience": audience,
        "channel": "",
        "target": target,
        **_words(scene, text, secret),
        "kind": kind,
        "dedupe": _fitting(dedupe),
        "priority": PERSONAL,
        "not_before": scene.now,
        "case_id": case_id,
        "message_id": scene.cause.id if scene.cause else None,
        "event_id": _newest_event(scene, case_id),
        "created_at": scene.now,
        "state": "queued",
        **more,
    }
    stored = scene.connection.execute(insert_or_ignore(scene.connection, outbox).values(**row))
    if audience == "staff" and kind not in SAYS_NOTHING_OF_RESIDENTS and stored.rowcount:
        note_look(scene.connection, scene.now, target, kind, case_id)


def _words(scene: Scene, text: str, secret: str) -> dict[str, str | None]:
    """The words as they may be stored: a number in them is masked, and sealed until they are sent."""
    masked = mask_numbers(text)
    if secret and scene.house.keys:  # without a key it could not be sent any more
        masked = masked.replace(secret, STARS)
    if masked == text:
        return {"text": text, "sealed": None}
    return {"text": masked, "sealed": scene.house.keys.lock((Hidden(TEXT, 0, text),))}


def _fitting(dedupe: str) -> str:
    """The key as the column holds it: a post about very many cases has a long one."""
    if len(dedupe) <= DEDUPE_LENGTH:
        return dedupe
    return dedupe[: DEDUPE_LENGTH - 65] + "#" + hashlib.sha256(dedupe.encode()).hexdigest()


def _newest_event(scene: Scene, case_id: int | None) -> int | None:
    if case_id is None:
        return None
    query = select(func.max(case_event.c.id)).where(case_event.c.case_id == case_id)
    newest: int | None = scene.connection.scalar(query)
    return newest
