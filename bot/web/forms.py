"""What a form has to bring back, also from somebody who is not signed in yet.

A stranger's forms are bound to a cookie of their own: else another site could sign a visitor in as somebody else and
read later what the visitor wrote there.
"""

from __future__ import annotations

import hmac
import secrets

from aiohttp import web

from bot.web.context import VISITOR, Visitor, app_of
from bot.web.sessions import cookie_name, csrf_of, protect

STRANGER = "linli-form"
_FRESH: web.RequestKey[str] = web.RequestKey("fresh", str)


def csrf_token(request: web.Request) -> str:
    """For a form of the page that is being drawn."""
    visitor: Visitor | None = request.get(VISITOR)
    if visitor is not None:
        return visitor.csrf
    held: str = _held(request) or request.get(_FRESH) or secrets.token_urlsafe(24)
    if not _held(request):
        request[_FRESH] = held
    return csrf_of(held)


def remember_stranger(request: web.Request, response: web.StreamResponse) -> None:
    """Give a stranger whose page has a form the cookie that the form is bound to."""
    fresh = request.get(_FRESH)
    if fresh:
        protect(response, app_of(request), STRANGER, fresh, None)


def is_ours(request: web.Request, given: str) -> bool:
    """Whether what a form brought back is what a page of ours gave to this very browser."""
    visitor: Visitor | None = request.get(VISITOR)
    held = _held(request)
    wanted = visitor.csrf if visitor is not None else csrf_of(held) if held else ""
    return bool(wanted) and hmac.compare_digest(given.encode(errors="replace"), wanted.encode())


def _held(request: web.Request) -> str:
    return request.cookies.get(cookie_name(app_of(request), STRANGER), "")
