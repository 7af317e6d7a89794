"""An answer to the numbered lines of what may be a case: 第1条立案, 第2、3条不是, 都不是."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.reading.normalise import normalise
from handlers.reading.times.amount import whole

LONGEST = 80
_NUMBER = r"(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_LINES = rf"第?{_NUMBER}条?(?:[、和及]第?{_NUMBER}条?){{0,19}}"
_ALL = "(?:这些|以上)?(?:都|全都|全部)"
_YES = "(?:要|是|可以|应该)?(?:立案|登记|开单|记下|是工单|工单)|是的?|算|要办"
_NO = "不(?:是|算|用|必|要|需要)?(?:工单|立案?|登记|开单|记|管|办)|不(?:是|算|用|要)|没事"
_WEAK = frozenset({"是", "是的", "算"})  # 都是 may answer anything
_END = "(?:的|了|吧|掉)?"
_SAID = re.compile(
    rf"(?:(?P<lines>{_LINES})|(?P<every>{_ALL}))(?:(?P<no>{_NO})|(?P<yes>{_YES})){_END}"
    rf"|(?:把)?立案(?P<after>{_LINES})"
)
_LINE = re.compile(_NUMBER)
_BREAKS = re.compile(r"[,;。!\n]")


@dataclass(frozen=True, slots=True)
class Looked:
    """The lines, counted from 1, that are cases, and those that are none."""

    cases: tuple[int, ...] = ()
    others: tuple[int, ...] = ()


def read_looked(text: str, count: int) -> Looked | None:
    """What is said of the `count` lines of a list; None where the text is about anything else."""
    said = normalise(text).text
    if not said or len(said) > LONGEST:
        return None
    parts = [part for part in ("".join(part.split()) for part in _BREAKS.split(said)) if part]
    found = [_SAID.fullmatch(part) for part in parts]
    cases: list[int] = []
    others: list[int] = []
    for match in found:
        lines = _lines_of(match, count) if match else []
        if match is None or not lines:
            return None
        (others if match["no"] else cases).extend(lines)
    return Looked(tuple(dict.fromkeys(cases)), tuple(dict.fromkeys(others))) if found else None


def _lines_of(match: re.Match[str], count: int) -> list[int]:
    if match["every"]:
        return [] if match["yes"] in _WEAK else list(range(1, count + 1))
    written = match["lines"] or match["after"]
    # Bare numbers answer a prompt; only a 条 makes them lines of the list.
    return [whole(number) for number in _LINE.findall(written)] if "条" in written else []
