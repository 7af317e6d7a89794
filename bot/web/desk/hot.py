"""Hot spots with their cases."""

from __future__ import annotations

from aiohttp import web

from bot.web.context import look, visitor_of
from bot.web.desk.frame import days_of, desk_page, node_of, path_to, presets
from bot.web.route import Access, Route
from handlers.desk.hot import hot_places

MOST = 40


async def show_hot(request: web.Request) -> web.Response:
    """Where the same trouble came up again within the days."""
    staff, node, days = visitor_of(request).staff, node_of(request), days_of(request)
    found = await look(request, lambda scene: hot_places(scene, staff, node.id, days, MOST))
    return desk_page(
        request, "hot.html", node=node, path=path_to(request, node), days=days, presets=presets(request), found=found
    )


ROUTES = (Route("GET", "/desk/hot", show_hot, Access.LEADERS),)
