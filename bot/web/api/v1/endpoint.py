"""One line for each thing that a program can ask for; routes and OpenAPI are both made from these lines."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import hdrs, web
from pydantic import BaseModel, ValidationError

from bot.web.api.caller import HOW, caller_of, check_writes
from bot.web.api.refusal import Refusal, bad
from bot.web.api.v1.shapes import LARGEST_ID
from bot.web.route import Access, Route
from models.queries.api_keys import ApiKey


@dataclass(frozen=True, slots=True)
class Call:
    """One request by a key that may make it, read into its shapes."""

    request: web.Request
    key: ApiKey
    query: Any = None
    body: Any = None

    @property
    def id(self) -> int:
        """Raises Refusal 404 for what is no number."""
        text = self.request.match_info["id"]
        if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID))):
            raise nothing()
        return int(text)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`answer` None: 204 without a body."""

    method: str
    path: str
    name: str
    summary: str
    handler: Callable[[Call], Awaitable[BaseModel | None]]
    answer: type[BaseModel] | None
    query: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    status: int = 200
    writes: bool = False

    def route(self) -> Route:
        return Route(self.method, self.path, self._handle, Access.TOKEN)

    async def _handle(self, request: web.Request) -> web.Response:
        key = await caller_of(request)
        if key is None:
            raise Refusal(401, "an API key is needed", HOW, where="api_key")
        if self.writes:
            check_writes(request, key)
        given = {name: value for name, value in request.query.items() if name != "api_key"}
        query = _read(self.query, given) if self.query else None
        body = _read(self.body, await _body(request)) if self.body else None
        told = await self.handler(Call(request, key, query, body))
        return web.Response(status=204) if told is None else _answer(request, told, self.status)


def nothing() -> Refusal:
    """Not there, or not for this key: which of them is not told."""
    return Refusal(404, "there is nothing of that number for this key", "take an id from a list")


def _read(shape: type[BaseModel], given: object) -> BaseModel:
    try:
        return shape.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"])) or "body"
        raise bad(where, first["msg"], "see /api/v1/openapi.json") from error


async def _body(request: web.Request) -> object:
    try:
        return await request.json()
    except (ValueError, RecursionError) as error:
        raise bad("body", "is no JSON", "send one object as application/json") from error


def _answer(request: web.Request, told: BaseModel, status: int) -> web.Response:
    """A GET whose answer the program has already costs it no body."""
    text = told.model_dump_json()
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    headers = {hdrs.ETAG: tag} if status == 200 else {}
    known = {each.strip().removeprefix("W/") for each in request.headers.get(hdrs.IF_NONE_MATCH, "").split(",")}
    if headers and known & {tag, "*"}:
        return web.Response(status=304, headers=headers)
    return web.Response(text=text, status=status, content_type="application/json", charset="utf-8", headers=headers)
