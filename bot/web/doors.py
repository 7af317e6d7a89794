"""Signing in with another system: the plug, and the two steps that every such system shares.

The way there carries a `state` that is bound to the browser by a cookie; whoever comes back without it did not leave
from here. What the other system says of a person only counts where the configuration knows the person.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import quote, unquote

from aiohttp import hdrs, web

from bot.web.addresses import address_of
from bot.web.audited import noted
from bot.web.context import CONTEXT, app_of, settings_of
from bot.web.errors import spend
from bot.web.local_path import local_path
from bot.web.render import page
from bot.web.route import Access, Route
from bot.web.sessions import cookie_name, csrf_of, drop_cookie, protect
from bot.web.signing_in import let_in

STATE = "linli-state"
STATE_SECONDS = 600


class DoorFailed(Exception):
    """The other system did not say who it is; the text is a code or a kind of error, never a secret."""


class SignInDoor(Protocol):
    """A system that knows who somebody is."""

    name: str  # in addresses, and the page's words for it

    def away(self, back: str, state: str) -> str:
        """Where the browser is sent; from there it comes back to `back` with `state`."""
        ...

    async def staff_id(self, query: Mapping[str, str]) -> str:
        """Who came back with this query. Raises DoorFailed where that is nobody of the staff."""
        ...


async def leave(request: web.Request) -> web.StreamResponse:
    """Send the browser to the other system."""
    door, app = _door(request), app_of(request)
    spend(request, request.app[CONTEXT].limits.door, address_of(request))
    held = secrets.token_urlsafe(24)
    back = f"{settings_of(request).web.address}/enter/by/{door.name}/back"
    response = web.Response(status=303, headers={hdrs.LOCATION: door.away(back, csrf_of(held))})
    following = quote(local_path(request.query.get("next", "")), safe="")
    protect(response, app, STATE, f"{held}.{following}", STATE_SECONDS)
    return response


async def come_back(request: web.Request) -> web.StreamResponse:
    """Sign in whom the other system names, given that this very browser had left from here."""
    door, app = _door(request), app_of(request)
    spend(request, request.app[CONTEXT].limits.door, address_of(request))
    held, _, following = request.cookies.get(cookie_name(app, STATE), "").partition(".")
    given = request.query.get("state", "")
    if not held or not hmac.compare_digest(csrf_of(held).encode(), given.encode(errors="replace")):
        return await _refuse(request, door, "state")
    try:
        person = settings_of(request).staff_by_id.get(await door.staff_id(request.query))
    except DoorFailed as error:
        return await _refuse(request, door, str(error))
    if person is None:
        return await _refuse(request, door, "no such member of staff")
    response = await let_in(request, person, door.name, unquote(following))
    drop_cookie(response, app, STATE)
    return response


def _door(request: web.Request) -> SignInDoor:
    door = request.app[CONTEXT].doors.get(request.match_info["door"])
    if door is None:
        raise web.HTTPNotFound
    return door


async def _refuse(request: web.Request, door: SignInDoor, why: str) -> web.Response:
    await noted(request, "sign_in_failed", "unknown", f"{door.name}: {why}, from {address_of(request)}")
    response = page(request, "door_failed.html", status=403)
    drop_cookie(response, app_of(request), STATE)
    return response


ROUTES = (
    Route("GET", "/enter/by/{door:[a-z]+}", leave, Access.EVERYBODY),
    Route("GET", "/enter/by/{door:[a-z]+}/back", come_back, Access.EVERYBODY),
)
