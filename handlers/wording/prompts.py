"""What a cadre is asked to act on, in private: the facts, the words, and answers that work as a number or as words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.wording.labels import URGENCY, named
from handlers.wording.long_numbers import STAR
from handlers.wording.private import private
from handlers.wording.times import Moment
from handlers.wording.values import CaseName, Prompt, Said
from models.messages import PrivateText

WORDS_LIMIT = 120  # characters of one message
WORDS_LINES = 5


def prompt(asked: Prompt, moment: Moment) -> PrivateText:
    """The first word to the cadre about a case."""
    return private(
        "\n".join([f"{named(asked.case)}（{URGENCY[asked.urgency]}）", *_facts(asked, moment), answers(asked)])
    )


def emergency_prompt(asked: Prompt, moment: Moment, repeat: int = 0) -> PrivateText:
    """An emergency, and its repeats until somebody answers. `repeat` counts from 1 for the second message."""
    again = f"第 {repeat + 1} 次提醒，还没有人接手。" if repeat else ""
    head = f"【紧急】{again}{named(asked.case)}"
    return private("\n".join([head, *_facts(asked, moment), "请先打电话确认人员安全，再回复。", answers(asked)]))


def answers(asked: Prompt) -> str:
    """The numbered answers; free words do as well."""
    helper = asked.department or "物业"
    numbered = f"1 收到 2 已联系{helper} 3 明天处理 4 不归我们 5 上报 6 办结（请发图）"
    return f"{numbered}\n也可以直接说，例如「{asked.case.number}号明早去看」。"


def quoted(words: Sequence[Said]) -> list[str]:
    """What residents wrote, a line each, cut where it is long."""
    lines = [f"「{said.name or '居民'}：{shorten(said.text)}」" for said in words[:WORDS_LINES]]
    return [*lines, f"……还有 {len(words) - WORDS_LINES} 条"] if len(words) > WORDS_LINES else lines


def shorten(text: str, limit: int = WORDS_LIMIT) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def which_case(words: str, cases: Sequence[CaseName]) -> PrivateText:
    """The one question where an answer could mean several cases."""
    return ask(f"「{shorten(words, 30)}」说的是哪一件？回复前面的数字就行：", [named(case) for case in cases])


def ask(question: str, choices: Sequence[str]) -> PrivateText:
    """A question with numbered choices."""
    return private("\n".join([question, *(f"{index} {choice}" for index, choice in enumerate(choices, 1))]))


def _facts(asked: Prompt, moment: Moment) -> list[str]:
    counts = [
        f"照片 {asked.photos} 张" if asked.photos else "",
        f"另有 {asked.supporters} 人附议" if asked.supporters else "",
    ]
    lines = [
        f"地点：{asked.case.place or '还不清楚，可回复「地点3幢」补上'}",
        *quoted(asked.words),
        _masked(asked),
        "，".join(filter(None, counts)),
        f"立案原因：{shorten(asked.why, 60)}" if asked.why else "",
        _limits(asked, moment),
    ]
    return [line for line in lines if line]


def _masked(asked: Prompt) -> str:
    is_masked = any(STAR * 3 in one.name + one.text for one in asked.words)
    return f"号码已隐去，要联系居民请回复「{asked.case.number}号电话」。" if is_masked else ""


def _limits(asked: Prompt, moment: Moment) -> str:
    first = _limit(asked.first_by, "回复群里", moment)
    solve = _limit(asked.solve_by, "办结", moment)
    limits = "，".join(filter(None, [first, solve]))
    return f"时限：{limits}" if limits else ""


def _limit(due: datetime | None, what: str, moment: Moment) -> str:
    if due is None:
        return ""
    return f"{moment.say(due)} 前{what}" if moment.is_ahead(due) else f"{moment.say(due)} 前该{what}，已超时"


def photo_caption(case: CaseName) -> PrivateText:
    """Goes with a photo that residents sent."""
    return private(f"{case.number}号的照片")
