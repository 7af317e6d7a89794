"""What all pages of the desk share: the menu, the node that is looked at, and the way from a number to its cases."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from bot.web.context import app_of, settings_of, visitor_of
from bot.web.render import page
from handlers.desk.asked import Asked
from handlers.desk.sight import may_see_node, nodes_of
from handlers.wording.desk import WAIT
from models.settings import GridNode

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
LONGEST = 100  # characters of anything that is asked for


def desk_page(request: web.Request, template: str, **values: Any) -> web.Response:
    """A page with the menu of the desk. Templates link a number to its cases with `cases(figure=..., node=...)`."""
    settings = settings_of(request)
    own = [settings.nodes[node] for node in nodes_of(settings, visitor_of(request).staff)]
    return page(request, f"desk/{template}", own_nodes=own, cases=cases, link_of=fields_of, waits=WAIT, **values)


def address(path: str, **fields: object) -> str:
    """An address with whatever of the fields is not empty."""
    asked = urlencode({name: str(value) for name, value in fields.items() if value})
    return f"{path}?{asked}" if asked else path


def cases(**fields: object) -> str:
    """Where the cases behind a number are listed."""
    return address("/desk/cases", **fields)


def asked_of(request: web.Request) -> Asked:
    """What the address asks for. Raises HTTPBadRequest for what is no day, HTTPNotFound for a node of others."""
    given = {name: value.strip()[:LONGEST] for name, value in request.query.items()}
    days = {"since": day_of(given.pop("from", "")), "until": day_of(given.pop("to", ""))}
    known = {name: given[name] for name in Asked.__slots__ if name in given and name not in days}
    node_of(request)
    return Asked(**known, **days)  # type: ignore[arg-type]


def fields_of(asked: Asked) -> dict[str, object]:
    """The same as fields of an address."""
    fields = {name: getattr(asked, name) for name in Asked.__slots__}
    return {{"since": "from", "until": "to"}.get(name, name): value for name, value in fields.items() if value}


def node_of(request: web.Request) -> GridNode:
    """The node that is looked at, else the first of the visitor's own."""
    settings, staff = settings_of(request), visitor_of(request).staff
    asked = request.query.get("node", "")
    own = nodes_of(settings, staff)
    if (asked and not may_see_node(settings, staff, asked)) or not own:
        raise web.HTTPNotFound
    return settings.nodes[asked or own[0]]


def path_to(request: web.Request, node: GridNode) -> list[GridNode]:
    """The way down to a node from the visitor's own."""
    settings, staff = settings_of(request), visitor_of(request).staff
    return [settings.nodes[one] for one in reversed(settings.path(node.id)) if may_see_node(settings, staff, one)]


def day_of(written: str) -> date | None:
    if not written:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise web.HTTPBadRequest from None
    if not FIRST <= day <= LAST:
        raise web.HTTPBadRequest
    return day


def today(request: web.Request) -> date:
    return app_of(request).clock.now().astimezone(settings_of(request).zone).date()


def days_of(request: web.Request) -> tuple[date, date]:
    """The first and last day that figures are asked for; without any this week, from Monday on."""
    now = today(request)
    since = day_of(request.query.get("from", "")) or now - timedelta(days=now.weekday())
    until = day_of(request.query.get("to", "")) or max(since, now)
    if until < since:
        raise web.HTTPBadRequest
    return since, until


def presets(request: web.Request) -> list[tuple[str, date, date]]:
    """Spans of days that are asked for often, by the key of their name."""
    now = today(request)
    monday, first = now - timedelta(days=now.weekday()), now.replace(day=1)
    return [
        ("this_week", monday, now),
        ("last_week", monday - timedelta(days=7), monday - timedelta(days=1)),
        ("this_month", first, now),
        ("last_month", (first - timedelta(days=1)).replace(day=1), first - timedelta(days=1)),
        ("twelve_weeks", monday - timedelta(days=77), now),
    ]
