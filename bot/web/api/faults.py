"""Errors as programs read them: problem+json, or the error list of Open311."""

from __future__ import annotations

import json

from aiohttp import web

from bot.web.api.open311.formats import answer
from bot.web.api.refusal import Refusal

OPEN311, JSON = "/open311/", "/api/"


def told_to_programs(request: web.Request, error: Exception) -> web.Response | None:
    """The answer to a program; None where a person asked for a page."""
    if not request.path.startswith((OPEN311, JSON)):
        return None
    refusal = _refusal(error)
    response = _open311(request, refusal) if request.path.startswith(OPEN311) else _problem(refusal)
    if refusal.wait:
        response.headers["Retry-After"] = str(refusal.wait)
    if refusal.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _refusal(error: Exception) -> Refusal:
    if isinstance(error, Refusal):
        return error
    if isinstance(error, web.HTTPException):
        return Refusal(error.status, error.reason, "/api/v1/ and docs/api.md list what can be asked for")
    return Refusal(500, "something went wrong here; it is in the log", "try again later")


def _open311(request: web.Request, refusal: Refusal) -> web.Response:
    rows = [{"code": refusal.status, "description": str(refusal)}]
    return answer("json" if request.path.endswith(".json") else "xml", "errors", rows, status=refusal.status)


def _problem(refusal: Refusal) -> web.Response:
    told = {"type": "about:blank", "title": refusal.what, "status": refusal.status}
    told |= {name: value for name, value in (("cure", refusal.cure), ("where", refusal.where)) if value}
    body = json.dumps(told, ensure_ascii=False)
    return web.Response(text=body, status=refusal.status, content_type="application/problem+json", charset="utf-8")
