"""Times told by the feasts: 年前, 年后, 节后, 国庆前, 过完元旦."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from re import Match

import holidays

from handlers.reading.times.local import MORNING, Instants, Local

# What people say: the name in the library's calendar, and how long the break usually is with the days made up for.
FEASTS = {
    "元旦": ("New Year's Day", 1), "春节": ("Chinese New Year", 8), "过年": ("Chinese New Year", 8),
    "年": ("Chinese New Year", 8), "清明": ("Tomb-Sweeping", 1), "五一": ("Labor Day", 5), "劳动节": ("Labor Day", 5),
    "端午": ("Dragon Boat", 1), "中秋": ("Mid-Autumn", 1), "国庆": ("National Day", 7), "十一": ("National Day", 7),
}  # fmt: skip
ANY = ("节", "假期", "放假", "长假")
LAST_YEAR = 2099  # of the library's lunar table
EVE = time(18)

_NAME = r"元旦|春节|过年|清明|五一|劳动节|端午|中秋|国庆|(?<![0-9二三])十一(?=[前后])"
_NO_YEARS = "(?<![0-9一二三四五六七八九十百两几多半去今前往学近])"  # 三年前 is the past
FEAST = re.compile(
    rf"过[完了](?P<done>年|节|{_NAME})|(?P<name>{_NAME}|{_NO_YEARS}年|(?<![春])节|长?假期|放假)"
    r"(?:节|假期)?(?P<side>[以之]?[前后]|过后|期间)(?![面边台门])"
)


@dataclass(frozen=True, slots=True)
class Break:
    """The days off around a feast."""

    first: date
    last: date


def feast_instants(match: Match[str], local: Local) -> Instants:
    is_before = match["done"] is None and match["side"].endswith("前")
    for year in (local.today.year, local.today.year + 1):
        for days_off in _breaks(match["done"] or match["name"], year):
            yield from _before(days_off, local) if is_before else _after(days_off, local)


def _before(days_off: Break, local: Local) -> Instants:
    last = local.workday(days_off.first - timedelta(days=1), step=-1)
    yield local.on(last, local.evening)
    yield local.on(days_off.first, EVE)


def _after(days_off: Break, local: Local) -> Instants:
    yield local.on(local.workday(days_off.last + timedelta(days=1)), MORNING)


def _breaks(word: str, year: int) -> Iterator[Break]:
    names = FEASTS.values() if word in ANY else [FEASTS[word]]
    found = [_break(name, length, year) for name, length in dict.fromkeys(names)]
    return iter(sorted((one for one in found if one), key=lambda one: one.first))


@lru_cache(maxsize=64)
def _break(name: str, length: int, year: int) -> Break | None:
    if year > LAST_YEAR:
        return None
    days = [day for day, label in holidays.country_holidays("CN", years=year).items() if name in label]
    if not days:
        return None
    first = min(days)
    return Break(first, max(*days, first + timedelta(days=length - 1)))
