"""The last step of every door: a new session for a person, and a line in the audit."""

from __future__ import annotations

from aiohttp import web

from bot.web.audited import noted
from bot.web.context import VISITOR, app_of
from bot.web.local_path import local_path
from bot.web.sessions import set_cookie, sign_in
from models.queries.sessions import end_session
from models.settings import StaffSettings


async def let_in(request: web.Request, person: StaffSettings, door: str, following: str = "/") -> web.StreamResponse:
    """Sign a person in and go on to a page of ours; whoever was signed in before in this browser is out."""
    app = app_of(request)
    before = request.get(VISITOR)
    if before is not None:
        await app.database.write(lambda connection: end_session(connection, before.token_hash))
    await noted(request, "signed_in", person.id, f"by {door}")
    response = web.Response(status=303, headers={"Location": local_path(following)})
    set_cookie(response, app, await sign_in(app, person))
    return response
