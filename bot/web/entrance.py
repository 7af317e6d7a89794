"""The front door: where somebody who is signed in belongs, and the way out."""

from __future__ import annotations

from aiohttp import web

from bot.web.context import VISITOR, app_of, visitor_of
from bot.web.render import page
from bot.web.route import Access, Route
from bot.web.sessions import COOKIE
from models.queries.sessions import end_session


async def front(request: web.Request) -> web.Response:
    """A leader to the desk, everybody else to the phone page, strangers to the login."""
    visitor = request.get(VISITOR)
    if visitor is None:
        raise web.HTTPSeeOther("/login")
    raise web.HTTPSeeOther("/desk" if visitor.leads else "/phone")


async def show_login(request: web.Request) -> web.Response:
    return page(request, "login.html")


async def sign_out(request: web.Request) -> web.Response:
    hashed = visitor_of(request).token_hash
    await app_of(request).database.write(lambda connection: end_session(connection, hashed))
    response = web.HTTPSeeOther("/login")
    response.del_cookie(COOKIE)
    raise response


ROUTES = (
    Route("GET", "/", front, Access.EVERYBODY),
    Route("GET", "/login", show_login, Access.EVERYBODY),
    Route("POST", "/logout", sign_out, Access.SIGNED_IN),
)
