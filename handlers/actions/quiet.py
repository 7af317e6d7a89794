"""Quiet hours: when a group may not be spoken to, by its own local time; pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.settings import Settings


def is_quiet(moment: datetime, settings: Settings, group_id: str = "") -> bool:
    """Whether a moment lies in the quiet hours; they may span midnight."""
    local = moment.astimezone(settings.zone_of(group_id)).time()
    start, end = settings.quiet.start, settings.quiet.end
    if start <= end:
        return start <= local < end
    return local >= start or local < end


def out_of_quiet(moment: datetime, settings: Settings, group_id: str = "") -> datetime:
    """The moment itself, or the end of the quiet hours that it lies in."""
    if not is_quiet(moment, settings, group_id):
        return moment
    local = moment.astimezone(settings.zone_of(group_id))
    end = settings.quiet.end
    wake = local.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
    if wake <= local:
        wake += timedelta(days=1)
    return wake.astimezone(moment.tzinfo)
