"""The map of a node: tiles of what lies below it, and its places by kind of trouble. No other host is asked."""

from __future__ import annotations

from aiohttp import web

from bot.web.context import look, visitor_of
from bot.web.desk.frame import address, cases, days_of, desk_page, node_of, path_to, presets
from bot.web.desk.tiles import shade, tile_map
from bot.web.route import Access, Route
from handlers.desk.area import Places, Tile, places, tiles
from handlers.scene import Scene
from handlers.wording.desk import say_tile, say_tiles


async def show_map(request: web.Request) -> web.Response:
    """Received in the days as shades and numbers; a red edge where something is overdue now."""
    staff, node, days = visitor_of(request).staff, node_of(request), days_of(request)
    period = {"from": days[0], "to": days[1]}

    def ask(scene: Scene) -> tuple[tuple[Tile, ...], Places]:
        return tiles(scene, staff, node.id, days), places(scene, staff, node.id, days)

    def link(tile: Tile) -> str:
        if tile.own or not node.children:
            return cases(node=node.id, under=tile.id, figure="received", **period)
        return address("/desk/map", node=tile.id, **period)

    found, by_place = await look(request, ask)
    picture = tile_map(
        found, say_tiles(node.name), link, lambda tile: say_tile(tile.name, tile.received, tile.open, tile.overdue)
    )
    most = max((count for row in by_place.cells for count in row), default=0)
    return desk_page(
        request,
        "map.html",
        node=node,
        path=path_to(request, node),
        days=days,
        presets=presets(request),
        picture=picture,
        tiles=found,
        places=by_place,
        shade=lambda count: shade(count, most),
    )


ROUTES = (Route("GET", "/desk/map", show_map, Access.LEADERS),)
