"""Hours in words: 早上, 下午三点半, 15:30, 9点到11点."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from re import Match

from handlers.reading.times.amount import NUMBER, whole

# part of the day: (when to look again, when it is over)
PARTS = {
    "早": (time(9), time(11)),
    "上午": (time(10), time(12)),
    "中午": (time(12, 30), time(14)),
    "下午": (time(15), time(18)),
    "傍晚": (time(18), time(19, 30)),
    "晚": (time(19, 30), time(21, 59)),
    "凌晨": (time(6), time(7)),
}
SAME = {
    "上昼": "上午", "晌午": "中午", "午后": "下午", "下昼": "下午", "下晌": "下午",
    "夜": "晚", "半夜": "凌晨", "朝": "早", "晨": "早",
}  # fmt: skip
AFTERNOON = frozenset({"下午", "傍晚", "晚"})
WAKING = range(7, 21)  # hours at which a bare "8点" can be meant

PART = (
    r"(?P<daypart>一大?早|大清?早|清早|早[上晨]|凌晨|半夜|上[午昼]|中午|晌午|午后|下[午昼晌]|傍晚|晚[上间]|夜[里间]"
    r"|(?<=[今明听天日儿个一二三四五六末号])[早晚夜晨朝])"
)
_MINUTES = rf"(?:(?:点钟?|(?<=[0-9])时)(?:(?P<half>半|[一三]刻)|(?P<minute>{NUMBER})分?)?|[:：](?P<colon>[0-5][0-9]))"
_UNTIL = rf"(?:[点时:：]?[0-9]{{0,2}}\s*[-~—–到至]+\s*(?P<until>{NUMBER}))?"
# 一点 is "a bit" and 两点要求 are two demands: "点" wants something of a clock around it, see is_clock.
CLOCK = rf"(?P<hour>(?<![0-9.:：几十/\-]){NUMBER}){_UNTIL}{_MINUTES}(?![0-9])"
_CLOCK_TAIL = ("前", "后", "来", "到", "去", "左右", "开", "之", "以", "过", "钟", "半", "多", "上门", "带")


def times_of(match: Match[str]) -> Iterator[time]:
    """The hours that the clock in the match can mean, waking hours first; nothing if it is no clock time."""
    hour, minute = whole(match["until"] or match["hour"]), _minute(match)
    part = part_of(match["daypart"])
    if hour > 24 or minute > 59 or hour < 0:
        return
    if hour >= 24:
        yield time(23, 59)
    elif hour > 12 or (match["colon"] and match["hour"].startswith("0")):
        yield time(hour, minute)
    elif part:
        yield _in_part(hour, minute, part)
    else:
        yield from (time(h, minute) for h in (hour, (hour + 12) % 24) if h in WAKING)


def is_clock(match: Match[str], after: str) -> bool:
    """Whether a bare number with 点 is a time of day rather than a bit or a point of order."""
    if match["hour"] is None or match["daypart"] or match["relative"] or match["weekday"]:
        return True
    if match["colon"] or match["half"] or match["minute"]:
        return True
    if match["hour"] in {"一", "两", "几"}:
        return match["limit"] is not None or match["until"] is not None or after.startswith(_CLOCK_TAIL)
    return not after.startswith(("要求", "意见", "建议", "问题", "原因"))


def part_of(word: str | None) -> str:
    """The key in PARTS of a part of the day as people say it, "" for none."""
    if not word:
        return ""
    if word in SAME or word in PARTS:
        return SAME.get(word, word)
    return next(part for part in ("早", "晚", "夜") if part in word).replace("夜", "晚")


def _minute(match: Match[str]) -> int:
    if match["half"]:
        return {"半": 30, "一刻": 15, "三刻": 45}[match["half"]]
    return whole(match["minute"] or match["colon"] or "0")


def _in_part(hour: int, minute: int, part: str) -> time:
    if part == "晚" and hour == 12:
        return time(23, 59)
    later = part in AFTERNOON or (part == "中午" and hour < 3)
    return time((hour + 12) % 24 if later and hour < 12 else hour % 24, minute)
