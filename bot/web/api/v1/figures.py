"""The figures of a node and a period, counted anew from the ledger."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.web.api.caller import node_for
from bot.web.api.v1.endpoint import Call
from bot.web.api.v1.shapes import FiguresAsked, FiguresTold, PartTold, RateTold, TallyTold
from bot.web.context import app_of, look, settings_of
from handlers.figures import Figures, Part, Rate, Tally
from handlers.figures_of import figures_of
from models.queries.ledger import Period
from models.settings import Settings

A_WEEK = timedelta(days=6)
EARLIEST, LATEST = date(1990, 1, 1), date(2200, 1, 1)


async def show_figures(call: Call) -> FiguresTold:
    settings = settings_of(call.request)
    asked: FiguresAsked = call.query
    node = node_for(settings, call.key, asked.node or "", "node")
    today = app_of(call.request).clock.now().astimezone(settings.zone).date()
    last = _near(asked.until or today)
    since, until = sorted((_near(asked.since or last - A_WEEK), last))
    period = Period(_midnight(settings, since), _midnight(settings, until + timedelta(days=1)))
    found = await look(call.request, lambda scene: figures_of(scene, node, period, private=call.key.private))
    return _told(node, since, until, found)


def _near(day: date) -> date:
    """Within the years in which days can be added."""
    return min(max(day, EARLIEST), LATEST)


def _midnight(settings: Settings, day: date) -> datetime:
    return datetime.combine(day, time(), settings.zone)


def _told(node: str, since: date, until: date, found: Figures) -> FiguresTold:
    return FiguresTold(
        node=node,
        since=since,
        until=until,
        tally=_tally(found.tally),
        on_time=_rate(found.on_time),
        contact=_rate(found.call_backs.contact),
        solve=_rate(found.call_backs.solve),
        satisfaction=_rate(found.call_backs.satisfaction),
        total=found.call_backs.total,
        reopening=_rate(found.reopening),
        repetition=_rate(found.repetition),
        within_grid=_rate(found.within_grid),
        within_community=_rate(found.within_community),
        first_response_seconds=found.first_response.total_seconds() if found.first_response else None,
        solving_seconds=found.solving.total_seconds() if found.solving else None,
        by_category=[_part(part) for part in found.by_category],
        by_child=[_part(part) for part in found.by_child],
    )


def _rate(rate: Rate) -> RateTold:
    return RateTold(part=rate.part, whole=rate.whole, value=rate.value)


def _tally(tally: Tally) -> TallyTold:
    return TallyTold(**{name: getattr(tally, name) for name in TallyTold.model_fields})


def _part(part: Part) -> PartTold:
    return PartTold(name=part.name, tally=_tally(part.tally))
