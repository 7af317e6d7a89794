"""What every request passes: who asks, whether they may, and the headers that keep a browser from doing harm."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from aiohttp import web

from bot.faults import told
from bot.web.context import VISITOR, app_of
from bot.web.forms import is_ours
from bot.web.render import page
from bot.web.route import Access, Route
from bot.web.sessions import cookie_name, visitor_with
from models.errors import LinliError

log = logging.getLogger(__name__)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), camera=()",
}
CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@web.middleware
async def answer_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The outer loop of the pages: whatever goes wrong is told in a page, and how it went wrong only in the log."""
    try:
        response = await handler(request)
    except web.HTTPException as error:
        if error.status < 400:
            _protect(error)
            raise
        response = _error(request, error.status)
    except LinliError as error:
        response = page(request, "error.html", status=422, code=422, words=str(error))
    except Exception as error:  # noqa: BLE001 - one request that fails must not end the others
        log.error("%s %s failed: %s", request.method, _shown(request), told(error))
        response = _error(request, 500)
    if not response.prepared:
        _protect(response)
    return response


def _protect(response: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")


def guarded(route: Route) -> Handler:
    """A handler that is reached only by those who may."""

    async def ask(request: web.Request) -> web.StreamResponse:
        token = request.cookies.get(cookie_name(app_of(request)), "")
        visitor = await visitor_with(app_of(request), token) if token else None
        if visitor is not None:
            request[VISITOR] = visitor
        if route.access is Access.TOKEN:
            return await route.handler(request)
        if route.access is not Access.EVERYBODY:
            if visitor is None:
                raise web.HTTPSeeOther(f"/login?next={quote(request.path_qs, safe='')}")
            if route.access is Access.LEADERS and not visitor.leads:
                raise web.HTTPForbidden
        if request.method in CHANGES:
            await _check_form(request)
        return await route.handler(request)

    return ask


async def _check_form(request: web.Request) -> None:
    """Raises HTTPForbidden where a form does not come from a page of ours."""
    given = request.headers.get("X-CSRF") or str((await request.post()).get("csrf", ""))
    if not is_ours(request, given):
        raise web.HTTPForbidden


def _error(request: web.Request, status: int) -> web.Response:
    return page(request, "error.html", status=status, code=status, words="")


def _shown(request: web.Request) -> str:
    """The route and no more: what somebody typed into an address stays out of the log."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "an unknown path"
