"""The line above or before a copied message: whose it is and when it was sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from re import Match

from handlers.reading.pasting.names import is_name

_SPACE = r"[ \t\u2005\u3000]"
_DATE = (
    r"(?:(?:(?P<year>(?:19|20)[0-9]{2})[-/.年])?(?P<month>1[0-2]|0?[1-9])[-/.月](?P<day>3[01]|[12][0-9]|0?[1-9])日?"
    r"|(?P<ago>今天|昨天|前天)|(?:星期|周)(?P<weekday>[一二三四五六日天]))"
)
_TIME = (
    r"(?P<part>凌晨|早上|上午|中午|下午|傍晚|晚上)?\s?"
    r"(?P<hour>2[0-3]|[01]?[0-9])[:：](?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?"
)
_WHEN = rf"(?:{_DATE}{_SPACE}*)?{_TIME}"
_NAME = r"(?P<name>[^\n:：]{1,32}?)"
# The forms, most telling first. Only the last one has no time, so it alone wants a second line of its kind.
FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_NAME}{_SPACE}+[(（]?{_WHEN}[)）]?{_SPACE}*[:：]?{_SPACE}*(?P<words>)$",
        rf"[\[(（【]?{_WHEN}[\])）】]?{_SPACE}+{_NAME}{_SPACE}*[:：](?P<words>.*)$",
        rf"{_NAME}{_SPACE}*[(（\[]{_WHEN}[)）\]]{_SPACE}*[:：]?(?P<words>.*)$",
        rf"{_NAME}{_SPACE}*(?:(?<![0-9])[:：]|[:：](?![0-9]))(?!//)(?P<words>.*)$",
    )
)
_DATE_LINE = re.compile(
    rf"[-—–=*\s]*{_DATE}(?:{_SPACE}*(?:星期|周)[一二三四五六日天])?(?:{_SPACE}*{_TIME})?[-—–=*\s]*$"
)
_TITLE = re.compile(r"^[^,，。]{0,20}(?:群|聊天记录|邻里|小区|网格|社区)[^,，。]{0,8}$")
_AGO = {"今天": 0, "昨天": 1, "前天": 2}
LONGEST_LINE = 400  # a header at the head of more is still found; the patterns look no further
AFTERNOON = frozenset({"下午", "傍晚", "晚上"})


@dataclass(frozen=True, slots=True)
class Header:
    """Whose message it is; `words` is what stands on the same line."""

    name: str
    words: str
    day: date | None = None
    time: time | None = None

    @property
    def is_timed(self) -> bool:
        """Whether it tells a time: within one paste either every header does or none."""
        return self.time is not None

    def moment(self, day: date | None, now: datetime) -> datetime | None:
        """When it was sent, on `day` unless it names its own; None where unknown or ahead of `now`."""
        if self.time is None:
            return None
        on = self.day or day
        at = datetime.combine(on or now.date(), self.time, now.tzinfo)
        if at > now and on is None:
            at -= timedelta(days=1)  # 23:50, pasted at eight in the morning
        return at if at <= now else None


def read_header(line: str, now: datetime) -> Header | None:
    """The header in a line, if it is one."""
    for form in FORMS:
        match = form.match(line[:LONGEST_LINE].strip())
        if match is None:
            continue
        name = match["name"].strip(" \t\u2005\u3000@")
        if not is_name(name):
            continue
        words = match["words"].strip() + line.strip()[LONGEST_LINE:] if match["words"] else ""
        if "hour" not in match.groupdict():
            return Header(name, words)
        return Header(name, words, _day(match, now), _clock(match))
    return None


def is_title(line: str) -> bool:
    """Whether a line above the first message only says which group it was copied from."""
    return _TITLE.search(line[:LONGEST_LINE].strip()) is not None


def read_date(line: str, now: datetime) -> date | None:
    """The day of a line that holds a date and nothing else, as chats show between messages."""
    match = _DATE_LINE.match(line[:LONGEST_LINE])
    return _day(match, now) if match else None


def _clock(match: Match[str]) -> time:
    hour = int(match["hour"])
    if match["part"] in AFTERNOON and hour < 12:
        hour += 12
    return time(hour, int(match["minute"]), int(match["second"] or 0))


def _day(match: Match[str], now: datetime) -> date | None:
    """The day named; a day without a year is the latest one that has been, a weekday likewise."""
    if match["ago"]:
        return now.date() - timedelta(days=_AGO[match["ago"]])
    if match["weekday"]:
        back = (now.weekday() - "一二三四五六日".index(match["weekday"].replace("天", "日"))) % 7
        return now.date() - timedelta(days=back)
    if match["month"] is None:
        return None
    years = [int(match["year"])] if match["year"] else [now.year, now.year - 1]
    days = [day for year in years if (day := _date(year, int(match["month"]), int(match["day"])))]
    return next((day for day in days if match["year"] or day <= now.date()), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
