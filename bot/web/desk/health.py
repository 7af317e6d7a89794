"""How the program runs: what /health finds, in words, as far as a process that only serves pages can know it."""

from __future__ import annotations

from aiohttp import web

from bot.health.figures import Figures
from bot.health.page import HealthPage
from bot.health.sources import InboxSource, JobSource, OutboxSource
from bot.web.context import app_of, settings_of
from bot.web.desk.frame import desk_page
from bot.web.route import Access, Route


async def show_health(request: web.Request) -> web.Response:
    """What waits, what failed, when the last job ran."""
    app, limits = app_of(request), settings_of(request).health
    figures: Figures = app.figures
    sources = (
        InboxSource(app.database, app.clock, limits.lag_seconds),
        OutboxSource(app.database, app.clock, figures),
        JobSource(app.database, figures),
    )
    report = await HealthPage(limits, figures, sources).look()
    notes = [note for finding in report.findings.values() for note in finding.notes]
    told = {name: finding.told or {} for name, finding in report.findings.items()}
    return desk_page(request, "health.html", troubles=report.troubles, notes=notes, told=told)


ROUTES = (Route("GET", "/desk/health", show_health, Access.LEADERS),)
