"""What the pages write into the audit. No words of anybody: who, which route, which case."""

from __future__ import annotations

from aiohttp import web

from bot.web.context import app_of, change, visitor_of
from handlers.actions.audit import audit
from handlers.actions.note_look import note_look
from models.case import Case


async def looked(request: web.Request, case: Case | None = None, what: str = "") -> None:
    """Write down that the visitor is shown residents' words, names or photos, before they are shown.

    `what` tells more where the route does not: "photo", "numbers".
    """
    who, note = visitor_of(request).staff.id, " ".join(filter(None, (asked(request), what)))
    app = app_of(request)
    now, case_id = app.clock.now(), case.id if case is not None else None
    await app.database.write(lambda connection: note_look(connection, now, who, note, case_id))


async def noted(request: web.Request, what: str, who: str, note: str, case_id: int | None = None) -> None:
    """Write down anything else that happened at a page."""
    await change(request, lambda scene: audit(scene, what, who, note, case_id))


def asked(request: web.Request) -> str:
    """The method and the route, never the address itself: somebody may have typed words into it."""
    resource = request.match_info.route.resource
    return f"web {request.method} {resource.canonical if resource is not None else 'an unknown path'}"
