"""What Open311 shows of cases: matters that are public, without names, rooms and residents' words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from bot.web.api.caller import caller_of, node_for
from bot.web.api.moments import moment, written
from bot.web.api.open311.formats import answer
from bot.web.api.open311.services import offered
from bot.web.api.refusal import Refusal, bad
from bot.web.context import app_of, look, settings_of
from handlers.published import Published, published
from handlers.scene import Scene
from models.queries.api_keys import ApiKey
from models.queries.public_cases import Sought, cases_sought

SPAN = timedelta(days=90)
MOST = 1000
STATUSES = {"open": True, "closed": False, "open,closed": None, "closed,open": None, "": None}
PAGES = 100_000


async def list_requests(request: web.Request) -> web.Response:
    key = await _reader(request)
    sought = _sought(request, key)
    size = _number(request, "page_size", MOST, MOST)
    page = _number(request, "page", 1, PAGES)
    rows = await look(request, lambda scene: _rows(scene, sought, size, (page - 1) * size))
    return answer(request.match_info["format"], "service_requests", rows)


async def show_request(request: web.Request) -> web.Response:
    key = await _reader(request)
    settings = settings_of(request)
    node = node_for(settings, key, request.query.get("jurisdiction_id", ""), "jurisdiction_id")
    ids = _ids(request.match_info["id"])
    sought = Sought(offered(settings), grids=settings.subtree(node), ids=ids, public_only=key is None)
    rows = await look(request, lambda scene: _rows(scene, sought, 1, 0))
    if not rows:
        raise Refusal(404, "there is no such service request", "take a service_request_id from the list of requests")
    return answer(request.match_info["format"], "service_requests", rows)


async def show_token(request: web.Request) -> web.Response:
    """Requests get their number at once, so that a token is the number itself."""
    await _reader(request)
    token = request.match_info["id"]
    if not _ids(token):
        raise Refusal(404, "there is no such token", "take the service_request_id that came with the report")
    return answer(request.match_info["format"], "service_requests", [{"service_request_id": token, "token": token}])


async def _reader(request: web.Request) -> ApiKey | None:
    """Anybody where the house is public; else whoever has a key."""
    key = await caller_of(request, unknown=403)
    if key is None and not settings_of(request).api.public:
        raise Refusal(
            403, "an API key is needed here", "send it as api_key, or as the header X-Api-Key", where="api_key"
        )
    return key


def _sought(request: web.Request, key: ApiKey | None) -> Sought:
    settings, query = settings_of(request), request.query
    node = node_for(settings, key, query.get("jurisdiction_id", ""), "jurisdiction_id")
    grids = None if node == settings.grid.id else settings.subtree(node)
    codes = offered(settings)
    if query.get("service_request_id"):
        return Sought(codes, grids=grids, ids=_ids(query["service_request_id"]), public_only=key is None)
    if query.get("service_code"):
        wanted = [code.strip() for code in query["service_code"].split(",")]
        codes = [code for code in codes if code in wanted]
    status = query.get("status", "").replace(" ", "").lower()
    if status not in STATUSES:
        raise bad("status", "is neither open nor closed", "write open, closed or open,closed")
    since, until = _span(request)
    return Sought(codes, grids=grids, is_open=STATUSES[status], since=since, until=until, public_only=key is None)


def _span(request: web.Request) -> tuple[datetime, datetime]:
    """90 days at most, as the standard has it: those before the end, or after a start alone."""
    zone, now = settings_of(request).zone, app_of(request).clock.now()
    start, end = (request.query.get(name, "") for name in ("start_date", "end_date"))
    until = moment("end_date", end, zone) if end else None
    since = moment("start_date", start, zone) if start else (until or now) - SPAN
    if until is not None and until < since:
        raise bad("end_date", "lies before start_date", "write the earlier one as start_date")
    return since, min(until or since + SPAN, since + SPAN)


def _ids(text: str) -> list[int]:
    """Numbers of cases; what is none is nobody's number."""
    parts = [part.strip() for part in text.split(",")][:MOST]
    return [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) <= 18]


def _number(request: web.Request, name: str, usual: int, most: int) -> int:
    text = request.query.get(name) or str(usual)
    if not (text.isascii() and text.isdigit() and 1 <= len(text) <= 9 and int(text) >= 1):
        raise bad(name, "is no whole number from 1", f"write one up to {most}")
    return min(int(text), most)


def _rows(scene: Scene, sought: Sought, limit: int, offset: int) -> list[dict[str, Any]]:
    cases = cases_sought(scene.connection, sought, limit, offset)
    return [_row(each) for each in published(scene, cases)]


def _row(each: Published) -> dict[str, Any]:
    case = each.case
    return {
        "service_request_id": str(case.id),
        "status": "open" if case.is_open else "closed",
        "status_notes": each.status,
        "service_name": each.label,
        "service_code": case.category,
        "description": each.description,
        "agency_responsible": each.department,
        "service_notice": "",
        "requested_datetime": written(case.opened_at),
        "updated_datetime": written(case.updated_at),
        "expected_datetime": written(each.expected),
        "address": each.place,
        "address_id": "",
        "zipcode": "",
        "lat": None,
        "long": None,
        "media_url": "",
    }
