"""One's own way in: set a password, sign out everywhere."""

from __future__ import annotations

from datetime import timedelta

from aiohttp import hdrs, web
from sqlalchemy import Connection

from bot.web.audited import noted
from bot.web.context import CONTEXT, app_of, visitor_of
from bot.web.password_rules import weakness_of
from bot.web.passwords import Busy
from bot.web.render import page
from bot.web.route import Access, Route
from bot.web.sessions import drop_cookie, set_cookie, sign_in
from bot.web.well_formed import read_form
from models.queries.doors import use_up_links
from models.queries.passwords import Tried, begin_try, end_try, password_of, set_password
from models.queries.sessions import end_sessions_of, session_of

JUST_NOW = timedelta(minutes=10)  # after signing in one may set a password without the old one: it may be forgotten
FREE_TRIES = 5


async def show_account(request: web.Request) -> web.Response:
    """The form for a password, and the way out of every browser."""
    return await _page(request, 200)


async def change_password(request: web.Request) -> web.StreamResponse:
    """Set a password. Every other session of the person ends; this browser gets a new one."""
    fields = await read_form(request)
    old, new, again = (str(fields.get(name, "")) for name in ("old", "new", "again"))
    person = visitor_of(request).staff
    if new != again:
        return await _page(request, 422, problem="differ")
    weakness = weakness_of(new, person)
    if weakness is not None:
        return await _page(request, 422, problem=weakness.value)
    try:
        if not await _may_change(request, old):
            await noted(request, "refused", person.id, "web password: the old one is wrong")
            return await _page(request, 403, problem="old")
        hashed = await request.app[CONTEXT].passwords.hash(new)
    except Busy:
        raise web.HTTPTooManyRequests(headers={hdrs.RETRY_AFTER: "5"}) from None
    app, now = app_of(request), app_of(request).clock.now()

    def change(connection: Connection) -> None:
        set_password(connection, person.id, hashed, now)
        end_sessions_of(connection, person.id)
        use_up_links(connection, person.id, now)

    await app.database.write(change)
    await noted(request, "password", person.id, "set at a page")
    response = web.Response(status=303, headers={hdrs.LOCATION: "/account?done=1"})
    set_cookie(response, app, await sign_in(app, person))
    return response


async def sign_out_everywhere(request: web.Request) -> web.StreamResponse:
    """End every session and every link of the visitor."""
    app, person = app_of(request), visitor_of(request).staff
    now = app.clock.now()

    def change(connection: Connection) -> None:
        end_sessions_of(connection, person.id)
        use_up_links(connection, person.id, now)

    await app.database.write(change)
    await noted(request, "signed_out", person.id, "everywhere")
    response = web.Response(status=303, headers={hdrs.LOCATION: "/login"})
    drop_cookie(response, app)
    return response


async def _may_change(request: web.Request, old: str) -> bool:
    """Whoever finds a browser unlocked is not let in for good."""
    if await _signed_in_just_now(request):
        return True
    app, person = app_of(request), visitor_of(request).staff
    tried, now = Tried(f"id {person.id}", FREE_TRIES), app.clock.now()
    if await app.database.write(lambda connection: begin_try(connection, (tried,), now)):
        raise web.HTTPTooManyRequests
    hashed = await app.database.read(lambda connection: password_of(connection, person.id))
    if not await request.app[CONTEXT].passwords.is_right(hashed, old):
        return False
    await app.database.write(lambda connection: end_try(connection, tried))
    return True


async def _signed_in_just_now(request: web.Request) -> bool:
    app, hashed = app_of(request), visitor_of(request).token_hash
    session = await app.database.read(lambda connection: session_of(connection, hashed))
    return session is not None and app.clock.now() - session.created_at <= JUST_NOW


async def _page(request: web.Request, status: int, problem: str = "") -> web.Response:
    person = visitor_of(request).staff
    hashed = await app_of(request).database.read(lambda connection: password_of(connection, person.id))
    fresh, done = await _signed_in_just_now(request), request.query.get("done") == "1"
    values = {"has_password": hashed is not None, "fresh": fresh, "problem": problem, "done": done and not problem}
    return page(request, "account.html", status=status, **values)


ROUTES = (
    Route("GET", "/account", show_account, Access.SIGNED_IN),
    Route("POST", "/account/password", change_password, Access.SIGNED_IN),
    Route("POST", "/account/sign-out-everywhere", sign_out_everywhere, Access.SIGNED_IN),
)
