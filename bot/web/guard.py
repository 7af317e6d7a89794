"""What every route passes: who asks, whether they may, and whether a form is one of ours. In doubt the answer is no."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import web

from bot.web.addresses import address_of, is_from_our_page
from bot.web.audited import asked, noted
from bot.web.cases import NotTheirs
from bot.web.context import CONTEXT, VISITOR, Visitor, app_of
from bot.web.errors import spend
from bot.web.forms import is_ours
from bot.web.route import Access, Handler, Route
from bot.web.sessions import cookie_name, visitor_with
from bot.web.well_formed import read_form

CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
OPEN = frozenset({Access.EVERYBODY, Access.TOKEN})


def guarded(route: Route) -> Handler:
    """A handler that is reached only by those who may."""

    async def ask(request: web.Request) -> web.StreamResponse:
        if route.access is Access.TOKEN:  # a program: its key is looked at there, and no cookie counts
            return await route.handler(request)
        visitor = await _recognise(request)
        try:
            await _let_pass(request, route, visitor)
            return await route.handler(request)
        except (web.HTTPForbidden, NotTheirs) as error:
            if visitor is not None:
                case_id = error.case_id if isinstance(error, NotTheirs) else None
                await noted(request, "refused", visitor.staff.id, asked(request), case_id)
            raise

    return ask


async def _recognise(request: web.Request) -> Visitor | None:
    app = app_of(request)
    token = request.cookies.get(cookie_name(app), "")
    visitor = await visitor_with(app, token) if token else None
    if visitor is not None:
        request[VISITOR] = visitor
        spend(request, request.app[CONTEXT].limits.session, visitor.token_hash)
    return visitor


async def _let_pass(request: web.Request, route: Route, visitor: Visitor | None) -> None:
    """Raises what has to be answered instead."""
    if visitor is None and route.access not in OPEN:
        raise web.HTTPSeeOther(f"/login?next={quote(request.path_qs, safe='')}")
    if route.access is Access.LEADERS and (visitor is None or not visitor.leads):
        raise web.HTTPForbidden
    if request.method not in CHANGES:
        return
    if visitor is None:
        spend(request, request.app[CONTEXT].limits.door, address_of(request))
    await _check_form(request)
    if visitor is not None:  # written before anything is changed, so that nothing is changed unwritten
        await noted(request, "web", visitor.staff.id, asked(request), _case_of(request))


async def _check_form(request: web.Request) -> None:
    """Raises HTTPForbidden where a form does not come from a page of ours."""
    fields = await read_form(request)
    if not is_from_our_page(request) or not is_ours(request, request.headers.get("X-CSRF") or str(fields.get("csrf"))):
        raise web.HTTPForbidden


def _case_of(request: web.Request) -> int | None:
    """The id of the case that a route names, for the audit."""
    named = request.match_info.get("id", "")
    is_case = "cases/{id" in asked(request) and named.isascii() and named.isdigit() and len(named) < 18
    return int(named) if is_case else None
