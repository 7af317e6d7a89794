"""Only this machine, and only our own page: no name that leads here by DNS, no form of another site."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

from bot.faults import told
from bot.web.headers import HEADERS
from handlers.wording import page
from models.errors import LinliError

log = logging.getLogger(__name__)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
HERE = frozenset({"127.0.0.1", "localhost", "::1"})
TOKEN: web.AppKey[str] = web.AppKey("token", str)


class Refused(LinliError):
    """Something that was asked for and is not done; the text is for whoever sits before the page."""

    def __init__(self, words: str, status: int = 422) -> None:
        super().__init__(words)
        self.status = status


@web.middleware
async def watch_the_door(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answers that go wrong are told in words: as JSON to our scripts, as a line of text else."""
    try:
        _check_host(request)
        response = await handler(request)
    except Refused as error:
        response = _told(request, str(error), error.status)
    except web.HTTPRequestEntityTooLarge:
        response = _told(request, page.TOO_LARGE, 413)
    except web.HTTPException as error:
        if error.status >= 400:
            raise
        response = web.Response(status=error.status, headers={"Location": error.headers.get("Location", "/")})
    except Exception as error:  # noqa: BLE001 - one request that fails must not end the others
        log.error("%s failed: %s", request.method, told(error))
        response = _told(request, page.WENT_WRONG, 500)
    if not response.prepared:
        for name, value in {**HEADERS, "Cache-Control": "no-store"}.items():
            response.headers.setdefault(name, value)
    return response


def check_form(request: web.Request, token: str) -> None:
    """Raises Refused where a form comes from elsewhere; `token` is what it brought back."""
    origin = request.headers.get("Origin", "")
    if origin and urlsplit(origin).netloc != request.host:
        raise Refused(page.ONLY_HERE, 403)
    if not hmac.compare_digest(token.encode(), request.app[TOKEN].encode()):
        raise Refused(page.ONLY_HERE, 403)


def by_script(request: web.Request) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _check_host(request: web.Request) -> None:
    if urlsplit(f"//{request.host}").hostname not in HERE:
        raise Refused(page.ONLY_HERE, 421)


def _told(request: web.Request, words: str, status: int) -> web.Response:
    if by_script(request):
        return web.json_response({"words": words}, status=status)
    return web.Response(text=words, status=status)
