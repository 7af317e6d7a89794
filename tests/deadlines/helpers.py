"""Short ways to write local times."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from models.calendar import WorkCalendar
from models.settings import CalendarSettings, GridNode, Limit, Settings, TimeType

ZONE = ZoneInfo("Asia/Shanghai")


def at(text: str) -> dt.datetime:
    """ "2026-02-13 17:30" in Shanghai."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def calendar(settings: CalendarSettings | None = None) -> WorkCalendar:
    return WorkCalendar(settings or CalendarSettings(), ZONE)


def limit(text: str) -> Limit:
    """ "2h", "30min", "2wh" (working hours), "5wd" (working days), "3d" (calendar days)."""
    number = int(text.rstrip("abcdefghijklmnopqrstuvwxyz"))
    match text.lstrip("0123456789"):
        case "min":
            return Limit(minutes=number)
        case "h":
            return Limit(hours=number)
        case "wh":
            return Limit(hours=number, type=TimeType.WORKING_HOURS)
        case "wmin":
            return Limit(minutes=number, type=TimeType.WORKING_HOURS)
        case "wd":
            return Limit(days=number, type=TimeType.WORKING_DAYS)
        case _:
            return Limit(days=number, type=TimeType.CALENDAR_DAYS)


def settings(**parts: object) -> Settings:
    return Settings.model_validate({"grid": GridNode(id="root", name="勤实邻里"), **parts})
