"""Where the buttons of the simulated clock lead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

MORNING = time(8, 0)
AFTER_DIGEST = time(18, 1)  # the week's digest is posted at six on Sundays
SUNDAY = 6

Leads = Callable[[datetime], datetime]


def next_morning(now: datetime) -> datetime:
    """The first eight o'clock of a day to come."""
    return datetime.combine(now.date() + timedelta(days=1), MORNING, now.tzinfo)


def next_sunday(now: datetime) -> datetime:
    """The first Sunday evening that lies ahead."""
    day = now.date() + timedelta(days=(SUNDAY - now.weekday()) % 7)
    evening = datetime.combine(day, AFTER_DIGEST, now.tzinfo)
    return evening if evening > now else evening + timedelta(days=7)


BUTTONS: dict[str, Leads] = {
    "10m": lambda now: now + timedelta(minutes=10),
    "1h": lambda now: now + timedelta(hours=1),
    "morning": next_morning,
    "sunday": next_sunday,
}
