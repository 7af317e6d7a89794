"""The first page of the desk, and the figures of a node with the way down the tree."""

from __future__ import annotations

from datetime import timedelta

from aiohttp import web

from bot.charts import Point, Series, lines
from bot.web.context import look, visitor_of
from bot.web.desk.frame import days_of, desk_page, node_of, path_to, presets, today
from bot.web.route import Access, Route
from handlers.actions.held import waiting_for
from handlers.desk.asked import period_of
from handlers.desk.figures import DeskFigures, desk_figures
from handlers.desk.overview import overview
from handlers.desk.trends import Week, slots, weeks
from handlers.scene import Scene
from handlers.wording.desk import FIGURE, PRIVATE, TREND, rates, spans, total


async def show_overview(request: web.Request) -> web.Response:
    """This week of one node."""
    visitor, node, now = visitor_of(request), node_of(request), today(request)
    days = (now - timedelta(days=now.weekday()), now)
    found = await look(request, lambda scene: overview(scene, visitor.staff, node.id, days))
    held = len(await look(request, lambda scene: waiting_for(scene, visitor.who)))
    return desk_page(
        request,
        "overview.html",
        node=node,
        path=path_to(request, node),
        found=found,
        held=held,
        days=days,
        rates=rates(found.figures.figures),
        total=total(found.figures.figures),
        trend=trend(found.weeks),
    )


async def show_figures(request: web.Request) -> web.Response:
    """All figures of a node for some days, by child node, by category, by week and by hour."""
    staff, node, days = visitor_of(request).staff, node_of(request), days_of(request)

    def ask(scene: Scene) -> tuple[DeskFigures, tuple[Week, ...], dict[str, int]]:
        period = period_of(scene.settings, *days)
        found = desk_figures(scene, staff, node.id, period)
        return found, weeks(scene, staff, node.id, days[1]), slots(scene, staff, node.id, *days)

    found, by_week, by_slot = await look(request, ask)
    return desk_page(
        request,
        "figures.html",
        node=node,
        path=path_to(request, node),
        found=found,
        days=days,
        presets=presets(request),
        rates=rates(found.figures),
        spans=spans(found.figures),
        total=total(found.figures),
        weeks=by_week,
        trend=trend(by_week),
        slots=by_slot,
        most=max(by_slot.values(), default=0),
        private=PRIVATE,
    )


def trend(by_week: tuple[Week, ...]) -> str:
    """Received and ended, week by week, as a picture; the numbers stand beside it as well."""
    came = Series(FIGURE["received"], tuple(Point(f"{one.first:%m-%d}", one.received) for one in by_week))
    went = Series(FIGURE["ended"], tuple(Point(f"{one.first:%m-%d}", one.ended) for one in by_week))
    return lines((came, went), title=TREND)


ROUTES = (
    Route("GET", "/desk", show_overview, Access.LEADERS),
    Route("GET", "/desk/figures", show_figures, Access.LEADERS),
)
