"""What may be a case, line by line, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.wording.labels import named
from handlers.wording.private import private
from handlers.wording.prompts import shorten
from handlers.wording.times import Moment
from handlers.wording.values import CaseName, Held
from models.messages import PrivateText

ACCEPTED = "工作人员看过，认定要办"  # why such a case exists


def please_look(held: Sequence[Held], moment: Moment) -> PrivateText:
    """What may be a case: the bot was not sure and said nothing in the group."""
    return private("\n".join(held_lines(held, moment) or ["没有拿不准的内容。"]))


def held_lines(held: Sequence[Held], moment: Moment) -> list[str]:
    """The numbered lines under their heading; none where nothing waits."""
    lines = [
        f"第{number}条 {moment.say(one.at)} 可能是{one.label}：{_first_words(one)}"
        for number, one in enumerate(held, 1)
    ]
    heading = f"还有 {len(held)} 条拿不准，请您看看，要办的回复「第1条立案」，不用办的回复「第1条不是」："
    return [heading, *lines] if held else []


def taken_up(cases: Sequence[tuple[int, CaseName]]) -> PrivateText:
    """Lines that became cases."""
    said = "，".join(f"第{line}条立案为 {named(case)}" for line, case in cases)
    return private(f"{said}。不对请回复「撤销」。")


def set_aside(lines: Sequence[int]) -> PrivateText:
    """Lines that are no cases."""
    return private(f"{_listed(lines)}记为不用办。要办请回复「第{lines[0]}条立案」。")


def decided_already(cases: Sequence[tuple[int, CaseName]]) -> PrivateText:
    """Lines of which a case had come in the meantime."""
    return private("，".join(f"第{line}条已经在 {named(case)}里了" for line, case in cases) + "，没有改动。")


def no_such_line(lines: Sequence[int]) -> PrivateText:
    """Numbers that the list does not have."""
    return private(f"清单里没有{_listed(lines)}。回复「今天有什么」可以再看一遍。")


def _listed(lines: Sequence[int]) -> str:
    return f"第{'、'.join(map(str, lines))}条"


def _first_words(one: Held) -> str:
    return "；".join(f"「{said.name or '居民'}：{shorten(said.text, 40)}」" for said in one.words[:2])
