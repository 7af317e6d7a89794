"""Who looks after a process: the page of health, over the parts that the process has, and its supervisor."""

from __future__ import annotations

from collections.abc import Sequence

from bot.app import App
from bot.channels.base import Channel
from bot.health.page import HealthPage
from bot.health.source import Source
from bot.health.sources import CaseSource, Channels, DeliverySource, InboxSource, JobSource, OutboxSource
from bot.health.supervisor import Supervisor
from bot.roles import Runs


def watching(app: App, channels: Sequence[Channel] = (), *more: Source) -> tuple[Runs, ...]:
    """What runs beside a program for whoever looks after it. `more`: parts that only this process has."""
    health, figures = app.settings.health, app.figures
    sources: tuple[Source, ...] = (
        *((Channels(channels, figures),) if channels else ()),
        InboxSource(app.database, app.clock, health.lag_seconds),
        OutboxSource(app.database, app.clock, figures),
        DeliverySource(app.database, app.clock),
        JobSource(app.database, figures),
        CaseSource(app.database, app.clock),
        *more,
    )
    page = (HealthPage(health, figures, sources),) if health.enabled else ()
    return (*page, *Supervisor.found(app.database))
