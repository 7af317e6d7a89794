"""Which week a digest is about."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from handlers.weekly import week_until
from models.queries.ledger import Period
from models.settings import Settings


def week_before(fire_time: datetime, settings: Settings) -> tuple[Period, date, date]:
    """The seven days that end with the day of the fire time, or with the day before where it fires in the morning.

    Returns the period, and its first and last day. A digest that is posted on Sunday evening is about the week up to
    then; one that is sent on Monday morning is about the week that ended on Sunday.
    """
    local = fire_time.astimezone(settings.zone)
    last = local.date() if local.hour >= 12 else local.date() - timedelta(days=1)
    return week_until(last, settings), last - timedelta(days=6), last
