"""Times and spans in words. Times carry a zone; both are shown in the neighbourhood's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

WEEKDAYS = "一二三四五六日"
MORNING_BEGINS = 5  # before that it is still the night to most people
MORNING_ENDS = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """Now and here: what every time in words is relative to."""

    now: datetime
    zone: tzinfo

    def say(self, when: datetime) -> str:
        return say_time(when, self.now, self.zone)

    def is_ahead(self, when: datetime | None) -> bool:
        """Whether a time can still be promised."""
        return when is not None and when > self.now

    def is_today(self, when: datetime) -> bool:
        return when.astimezone(self.zone).date() == self.now.astimezone(self.zone).date()

    def news(self, when: datetime | None) -> str:
        """When the group hears next: 今天 18:00 前回复大家; without a time that is ahead nothing is promised."""
        return f"{self.say(when)} 前回复大家" if when is not None and when > self.now else "有新进展就回复大家"


def say_time(when: datetime, now: datetime, zone: tzinfo) -> str:
    """今天 18:00, 明早 9:00, 周五 17:00 (within a week), 12月3日 9:00, and the year where it is another one."""
    local, today = when.astimezone(zone), now.astimezone(zone).date()
    clock = f"{local.hour}:{local.minute:02d}"
    days = (local.date() - today).days
    if days == 1 and MORNING_BEGINS <= local.hour < MORNING_ENDS:
        return f"明早 {clock}"
    return f"{_day(local.date(), today)} {clock}"


def say_date(day: date, today: date) -> str:
    """12月3日, with the year where it is another one."""
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def say_span(span: timedelta) -> str:
    """1 天 4 小时, 35 分钟: the two largest parts; less than a minute is 不到 1 分钟."""
    minutes = int(span.total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [(days, "天"), (hours, "小时"), (rest, "分钟")]
    while parts and not parts[0][0]:
        parts = parts[1:]
    said = [f"{amount} {unit}" for amount, unit in parts[:2] if amount]
    return " ".join(said) or "不到 1 分钟"


def _day(day: date, today: date) -> str:
    days = (day - today).days
    near = {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"}
    if days in near:
        return near[days]
    if 0 < days < 7:
        week = "" if day.isocalendar()[:2] == today.isocalendar()[:2] else "下"
        return f"{week}周{WEEKDAYS[day.weekday()]}"
    return say_date(day, today)
