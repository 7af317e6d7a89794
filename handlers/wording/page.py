"""What the page of the simulated group says by itself. These words go to nobody's phone."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from handlers.wording.times import WEEKDAYS

BOT = "邻里"
TOO_LARGE = "照片超过 15 MB，请换一张小一点的。"
NO_PHOTO = "这张照片打不开，可能没有传完，或者不是照片。请换一张。"
NOTHING_SAID = "还没有写字，也没有选照片。"
NOBODY = "请选一个说话的人，或者写一个名字。"
NO_SUCH_PERSON = "没有这位工作人员。"
ONLY_HERE = "这一页只在本机打开，别的地址进不来。请刷新页面再试。"
WENT_WRONG = "没有办成，程序出了点问题。请刷新页面再试。"
UNKNOWN = "没有这个选项。请刷新页面再试。"
_APART = timedelta(minutes=5)  # like WeChat: a time stands above what comes after a pause

_SILENT = {
    "ignored: chat": "听下来是闲聊",
    "ignored: advert": "听下来是广告",
    "ignored: offer": "听下来是邻里之间借东西、让东西、帮忙",
    "ignored: thanks": "听下来是道谢，没有对得上的事",
    "ignored: photo waits": "只有照片，先收着，等一句话说明是什么事",
    "ignored: supports nothing known": "像是接龙或附和，眼下没有对得上的事",
    "ignored: supports himself": "是反映人自己又说了一遍",
    "ignored: nothing to take back": "像是说不用了，但没有对得上的事",
    "ignored: too late to take back": "像是说不用了，但隔得太久，拿不准说的是哪件",
    "ignored: staff talk": "工作人员在说话，没有说到哪一件事",
    "ignored: work on nothing known": "工作人员在说安排，没有对得上的事",
    "Hold": "拿不准，放进社干的「请看一眼」清单，不打扰大家",
    "Question": "是在打听怎么办事，不是要处理的事",
    "Notice": "是工作人员的通知",
    "SaidResolved": "像是说已经好了，没有对得上的事",
    "SaidNotResolved": "像是说还没好，没有对得上的事",
    "StatusQuery": "像是问进展，没有对得上的事",
    "flood": "一分钟里说得太多，只收着，不再逐句看",
}
_OTHERWISE = "没有要处理的事"
_DECIDED_FOR_A_CASE = re.compile("OpenCase|AddEvidence|Support|PublicWork|Rated|Withdraw")


def why_silent(outcome: str) -> str:
    """Why the bot says nothing to a message that belongs to no case; "" where what was decided is about a case."""
    if _DECIDED_FOR_A_CASE.search(outcome):
        return ""
    return _SILENT.get(outcome) or _SILENT.get(re.split("[:,]", outcome)[0], _OTHERWISE)


def clock_line(now: datetime) -> str:
    """2026年2月3日 周二 08:12; `now` in the neighbourhood's own time."""
    return f"{now.year}年{day_line(now)}"


def day_line(when: datetime) -> str:
    return f"{when.month}月{when.day}日 周{WEEKDAYS[when.weekday()]} {when:%H:%M}"


def time_above(when: datetime, before: datetime | None) -> str:
    """What stands above a message where a pause or a new day lies before it, else nothing."""
    if before is not None and before.date() == when.date():
        return f"{when:%H:%M}" if when - before >= _APART else ""
    return day_line(when)


def quote_line(name: str, text: str) -> str:
    return f"{name}：{text}"


def step_line(at: datetime, what: str, reason: str) -> str:
    """One line of a case's timeline."""
    return f"{at.month}月{at.day}日 {at:%H:%M} {what}" + (f"：{reason}" if reason else "")


def on_it(department: str, handler: str) -> str:
    """Who has a case: the department that it went to, with the cadre who watches it."""
    return " · ".join(filter(None, (department, handler)))


def due_line(due: str, *, overdue: bool) -> str:
    return f"{due} 到期，已超时" if overdue else f"{due} 前"
