"""The headers that keep a browser from doing harm, on whatever is sent, streams and errors included."""

from __future__ import annotations

from aiohttp import hdrs, web

from bot.web.context import CONTEXT
from bot.web.sessions import is_https

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers in old chat programs that do not know frame-ancestors
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), camera=()",
}
A_YEAR = "max-age=31536000"


async def protect_response(request: web.Request, response: web.StreamResponse) -> None:
    """The last step before the headers go out."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault(hdrs.CACHE_CONTROL, "no-store")
    if is_https(request.app[CONTEXT].app):
        response.headers["Strict-Transport-Security"] = A_YEAR
    response.headers.popall(hdrs.SERVER, None)  # which versions we run is nobody's business
