"""Days in words: 明天, 周五, 下周一, 3号, 12月3号, 月底, 这两天."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from re import Match

from handlers.reading.times.amount import NUMBER, whole

RELATIVE = {
    "大后天": 3, "后天": 2, "后日": 2, "后儿": 2, "后朝": 2,
    "明天": 1, "明日": 1, "明朝": 1, "明儿": 1, "明个": 1, "听日": 1, "明": 1, "听": 1,
    "今天": 0, "今日": 0, "今朝": 0, "今儿": 0, "今个": 0, "当天": 0, "今": 0,
}  # fmt: skip
WEEKDAYS = {
    sign: number for number, signs in enumerate(("一1", "二2", "三3", "四4", "五5", "六6末", "日天7")) for sign in signs
}
MONTH_PARTS = {"初": 5, "上旬": 10, "中": 15, "中旬": 20, "下旬": 31, "底": 31, "末": 31}

# 6号楼 and 6号门 are houses; a case number (6号) is taken out before a text comes here.
NO_HOUSE = "(?![楼房门院幢栋梯井线店边车桥库])"
_WEEK = "(?:周|星期|礼拜)"
DAY = (
    r"(?:(?P<relative>大后天|(?<![然以])后[天日儿朝](?!黑)|[明今][天日朝儿个](?!气)|听日|当天|[明今](?=[早晚晨夜上])|听(?=[朝晚]))"
    rf"|(?<![上每一两几0-9个])(?P<next>下下|下|这|本)?个?{_WEEK}(?P<weekday>[一二三四五六日天末](?!次)|[1-7](?![0-9次]))"
    rf"|(?<![上每])(?P<week>下下|下|这|本)个?{_WEEK}(?:内|里)?"
    rf"|(?<![0-9])(?P<month>{NUMBER}|下个?|这个|本)月份?(?:(?P<part>[上中下]旬|[底末初中])|(?P<monthday>{NUMBER})[号日]?)"
    rf"|(?<![0-9.\-/月第])(?P<date>{NUMBER})[号日]{NO_HOUSE}"
    r"|(?<![上每0-9个])(?P<thismonth>月[底末初中])|(?P<nextmonth>下个?月)|(?P<yearend>年[底末]))"
)


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that a word can mean: one day, or a stretch like 下周."""

    first: date
    last: date

    @property
    def is_stretch(self) -> bool:
        return self.last > self.first


def days_of(match: Match[str], today: date) -> Iterator[Days]:
    """What the words can mean, the nearest first; the past is among it and is for the caller to skip."""
    said = match.groupdict()
    if said["relative"]:
        return _single(today + timedelta(days=RELATIVE[said["relative"]]))
    if said["weekday"]:
        return _weekdays(said["next"] or "", WEEKDAYS[said["weekday"]], today)
    if said["week"]:
        return _week(said["week"], today)
    return _of_month(said, today)


def _single(day: date) -> Iterator[Days]:
    yield Days(day, day)


def _weekdays(which: str, number: int, today: date) -> Iterator[Days]:
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=which.count("下"))
    for week in range(2):
        yield from _single(monday + timedelta(weeks=week, days=number))


def _week(which: str, today: date) -> Iterator[Days]:
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=which.count("下"))
    for last in (4, 6):  # the working week; on a Saturday 这周 can only mean the Sunday
        yield Days(monday, monday + timedelta(days=last))


def _of_month(said: dict[str, str | None], today: date) -> Iterator[Days]:
    if said["date"]:
        return _monthdays(whole(said["date"]), _months(today))
    if said["thismonth"]:
        return _monthdays(MONTH_PARTS[said["thismonth"][1:]], _months(today), cut=True)
    if said["nextmonth"]:
        return _monthdays(31, islice(_months(today), 1, 2), cut=True)
    if said["yearend"]:
        return _monthdays(31, (date(year, 12, 1) for year in (today.year, today.year + 1)))
    months = _named_months(said["month"] or "", today)
    if said["part"]:
        return _monthdays(MONTH_PARTS[said["part"]], months, cut=True)
    return _monthdays(whole(said["monthday"] or ""), months)


def _months(today: date) -> Iterator[date]:
    """First days of this month and of the twelve after it."""
    first = today.replace(day=1)
    for _ in range(13):
        yield first
        first = (first + timedelta(days=31)).replace(day=1)


def _named_months(name: str, today: date) -> Iterator[date]:
    if name.startswith("下"):
        return islice(_months(today), 1, 2)
    if name in {"这个", "本"}:
        return islice(_months(today), 1)
    number = whole(name)
    return (month for month in _months(today) if month.month == number)


def _monthdays(number: int, months: Iterator[date], cut: bool = False) -> Iterator[Days]:
    """That day of each month that has it; with `cut` the month up to that day, or to its end."""
    for month in months:
        last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        if cut:
            yield Days(month, month.replace(day=min(number, last.day)))
        elif 1 <= number <= last.day:
            yield from _single(month.replace(day=number))
