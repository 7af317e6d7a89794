"""Which system calls, and what it may do."""

from __future__ import annotations

import hashlib
import math
import secrets

from aiohttp import web

from bot.web.api.refusal import Refusal
from bot.web.context import CONTEXT, app_of, settings_of
from bot.web.limits import Rate
from models.queries.api_keys import ApiKey, key_with
from models.settings import Settings

PREFIX = "linli_"
ANYBODY = "anybody"
HOW = "send it as the header Authorization: Bearer KEY, or X-Api-Key, or as the parameter api_key"


def new_key() -> str:
    """A fresh key; shown once, and kept as a hash only."""
    return PREFIX + secrets.token_urlsafe(32)


def hash_of(key: str) -> str:
    """Enough for a long random key; a slow hash is for passwords that people choose."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


async def caller_of(request: web.Request, field: str = "", *, unknown: int = 401) -> ApiKey | None:
    """The key of a request, None without one; `field`: one from a form, `unknown`: the status of a wrong one."""
    given = _given(request) or field
    app = app_of(request)
    key = None
    if given:
        hashed = hash_of(given)
        key = await app.database.read(lambda connection: key_with(connection, hashed))
        if key is None or key.node not in app.settings.nodes:
            raise Refusal(
                unknown, "the API key is unknown or was revoked", "ask the operator for another", where="api_key"
            )
    check_rate(request, key.who if key else ANYBODY, app.settings.api.calls_per_minute)
    return key


def check_rate(request: web.Request, who: str, most: int) -> None:
    """Raises Refusal 429 where somebody calls too often."""
    wait = math.ceil(request.app[CONTEXT].limits.wait(Rate(most, most / 60), who))
    if wait:
        raise Refusal(429, f"more than {most} calls in a minute", f"wait {wait} seconds", wait=wait)


def check_writes(request: web.Request, key: ApiKey) -> None:
    """Raises Refusal where a key may only read, or reports too much."""
    if not key.writes:
        raise Refusal(403, "this API key may only read", "ask the operator for one with --scope write", where="api_key")
    check_rate(request, f"{key.who}:reports", settings_of(request).api.reports_per_minute)


def node_for(settings: Settings, key: ApiKey | None, named: str, where: str) -> str:
    """The node of the tree that a request is about: the one it names, else the whole reach of its key."""
    reach = key.node if key else settings.grid.id
    if not named:
        return reach
    if named not in settings.nodes:
        raise Refusal(
            404, f"{where}: there is no {named[:40]!r} here", "leave it out, or take the id of a node", where=where
        )
    if not settings.is_under(named, reach):
        raise Refusal(
            403, f"{where}: {named!r} is outside of what this key reaches", f"take {reach} or below", where=where
        )
    return named


def _given(request: web.Request) -> str:
    """Whoever sends an Authorization means it: what else there is does not count beside a wrong one."""
    authorization = request.headers.get("Authorization")
    if authorization is not None:
        scheme, _, token = authorization.partition(" ")
        return token.strip() if scheme.lower() == "bearer" else authorization
    return request.headers.get("X-Api-Key") or request.query.get("api_key", "")
