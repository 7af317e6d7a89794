"""The front door: where somebody who is signed in belongs, and the way out."""

from __future__ import annotations

from aiohttp import web

from bot.web.audited import noted
from bot.web.context import VISITOR, app_of, visitor_of
from bot.web.route import Access, Route
from bot.web.sessions import drop_cookie
from models.queries.sessions import end_session


async def front(request: web.Request) -> web.Response:
    """A leader to the desk, everybody else to the phone page, strangers to the login."""
    visitor = request.get(VISITOR)
    if visitor is None:
        raise web.HTTPSeeOther("/login")
    raise web.HTTPSeeOther("/desk" if visitor.leads else "/phone")


async def sign_out(request: web.Request) -> web.Response:
    """End the session of this browser."""
    visitor, app = visitor_of(request), app_of(request)
    await app.database.write(lambda connection: end_session(connection, visitor.token_hash))
    await noted(request, "signed_out", visitor.staff.id, "here")
    response = web.HTTPSeeOther("/login")
    drop_cookie(response, app)
    raise response


ROUTES = (
    Route("GET", "/", front, Access.EVERYBODY),
    Route("POST", "/logout", sign_out, Access.SIGNED_IN),
)
