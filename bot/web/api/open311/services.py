"""What can be reported: the categories of the house that are not private."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.web.api.caller import caller_of, node_for
from bot.web.api.open311.formats import answer
from bot.web.api.refusal import Refusal
from bot.web.context import settings_of
from handlers.wording.open_data import GRID_QUESTION
from models.settings import Settings

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
CHANGED = "2026-01-01T00:00:00Z"  # when the shape of these answers last changed
MOST_VALUES = 500  # a list that nobody could choose from is not sent


def offered(settings: Settings) -> list[str]:
    return [code for code, category in settings.categories.items() if not category.private]


def leaves(settings: Settings, node: str) -> list[str]:
    """The smallest units of a node, in the order of the tree."""
    below = settings.subtree(node)
    return [grid for grid, each in settings.nodes.items() if grid in below and not each.children]


async def discover(request: web.Request) -> web.Response:
    settings = settings_of(request)
    base = settings.web.address or f"{request.scheme}://{request.host}"
    endpoint = {
        "specification": SPECIFICATION,
        "url": f"{base}/open311/v2",
        "changeset": CHANGED,
        "type": "production",
        "formats": ["text/xml", "application/json"],
    }
    who = settings.api.contact or settings.grid.name
    found = {"changeset": CHANGED, "contact": who, "key_service": who, "endpoints": [endpoint]}
    return answer(request.match_info["format"], "discovery", found)


async def list_services(request: web.Request) -> web.Response:
    settings, _ = await _asked(request)
    return answer(request.match_info["format"], "services", [_service(settings, code) for code in offered(settings)])


async def show_service(request: web.Request) -> web.Response:
    settings, node = await _asked(request)
    code = request.match_info["code"]
    if code not in offered(settings):
        raise Refusal(404, "there is no such service_code", "take one from the list of services", where="service_code")
    definition = {"service_code": code, "attributes": [_grid(settings, node)]}
    return answer(request.match_info["format"], "service_definition", definition)


async def _asked(request: web.Request) -> tuple[Settings, str]:
    settings = settings_of(request)
    key = await caller_of(request, unknown=403)
    return settings, node_for(settings, key, request.query.get("jurisdiction_id", ""), "jurisdiction_id")


def _service(settings: Settings, code: str) -> dict[str, Any]:
    department = settings.department_for(code)
    return {
        "service_code": code,
        "service_name": settings.category(code).label,
        "description": settings.category(code).label,
        "metadata": True,
        "type": "realtime",
        "keywords": code.replace("_", ", "),
        "group": department.name if department else "",
    }


def _grid(settings: Settings, node: str) -> dict[str, Any]:
    """Which grid it is in: asked for where the address does not tell."""
    grids = leaves(settings, node)
    few = grids if len(grids) <= MOST_VALUES else []
    return {
        "variable": True,
        "code": "grid",
        "datatype": "singlevaluelist" if few else "string",
        "required": False,
        "datatype_description": "",
        "order": 1,
        "description": GRID_QUESTION,
        "values": [{"key": grid, "name": settings.nodes[grid].name} for grid in few],
    }
