"""Lengths of time from now on: 半小时后, 过两个钟头, 三天内, 延期三天, 5个工作日."""

from __future__ import annotations

import re
from datetime import date, timedelta
from re import Match

from handlers.reading.times.amount import DIGITS, amount
from handlers.reading.times.local import PLAIN, Instants, Local

# A bare "三天" tells how long something has lasted ("停了三天"); one of these makes it a time to come.
_LEAD = (
    r"(?:再过|再等|再|过|等|要|需要?|还得|得|延期|延长|延|推迟|顺延|宽限|给"
    r"|大概|大约|估计|预计|最快|最多|最迟|最晚|顶多|限期?)"
)
_AMOUNT = rf"(?:[{DIGITS}]{{1,4}}(?:\s?[-~到至]\s?[{DIGITS}]{{1,3}})?个?半?|好?几个?|个把|半个?)"
_UNIT = r"(?:分钟|分(?![之开])|刻钟|小时|钟头|点钟|工作日|天|日|周|星期|礼拜|个?月)"
SPAN = re.compile(
    rf"(?P<lead>{_LEAD}了?\s?){{0,5}}(?P<amount>{_AMOUNT})\s?(?:多)?(?P<unit>{_UNIT})(?P<half>半)?"
    r"(?P<tail>[以之]?后(?![面边])|[以之]?内|左右|(?=就|能|到(?!期)))?"
)
MINUTES = {"分钟": 1, "分": 1, "刻钟": 15, "小时": 60, "钟头": 60, "点钟": 60}
DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "个月": 30, "月": 30}
FEW_MINUTES = 10  # 几分钟
HALF_DAY = 240  # minutes
MOST_WORKDAYS = 260  # a year; more is no promise


def is_span(match: Match[str]) -> bool:
    """Whether the length lies ahead: something says so, or it is the whole answer."""
    return bool(match["lead"]) or match["tail"] is not None or match.group().strip() == match.string.strip()


def span_instants(match: Match[str], local: Local) -> Instants:
    length, unit = amount(match["amount"]), match["unit"]
    if length <= 0:
        return
    if unit in MINUTES:
        yield local.now + timedelta(minutes=_minutes(match, length))
    elif unit == "工作日":
        yield local.on(_workdays_on(int(length), local), local.evening)
    elif length == 0.5 and DAYS[unit] == 1:
        yield local.now + timedelta(minutes=HALF_DAY)
    else:
        days = local.days_on(max(1, round(length * DAYS[unit])))
        is_after = (match["tail"] or "").endswith("后") or (match["lead"] or "").startswith(("过", "再过"))
        yield local.on(days, PLAIN if is_after else local.evening)


def _minutes(match: Match[str], length: float) -> float:
    if "几" in match["amount"] and match["unit"] in {"分钟", "分"}:
        return FEW_MINUTES
    return (length + (0.5 if match["half"] else 0)) * MINUTES[match["unit"]]


def _workdays_on(count: int, local: Local) -> date:
    day = local.today
    for _ in range(min(count, MOST_WORKDAYS)):
        day = local.workday(day + timedelta(days=1))
    return day
