"""Case numbers in an answer ("6号", "6和8号", "#6"), told from houses (6号楼), addresses and dates (6号前)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from re import Match

from handlers.reading.times.amount import whole

NUMBER = r"(?:[0-9]{1,5}|[一二两三四五六七八九十]{1,3})"
_HOUSE = r"(?!楼|房|门|院|幢|栋|梯|井|线|店|边|车|桥|库|室|单元|区|铺|摊|杆|灯|机|厅|别墅|台|口|公寓|地块|岗|墩)"
_ADDRESS = r"(?<![0-9.\-/路弄巷街道村组幢栋里区坊月期a-zA-Z])"
_JOIN = r"\s?(?:和|跟|与|、|及|以及|还有)\s?"
_ONE = rf"(?:第\s?)?{NUMBER}号{_HOUSE}"
CASES = re.compile(
    rf"{_ADDRESS}(?:{NUMBER}{_JOIN})*{_ONE}(?:(?:{_JOIN}|[,\s])?{_ONE})*(?:工单|案件|案子|单子?(?!元)|那个|这个)?"
    rf"|(?:#|工单|案件|案号)\s?(?P<plain>[0-9]{{1,5}})(?![0-9幢栋楼单室])号?"
)
_NUMBERS = re.compile(NUMBER)
# A day of the month says what happens then; with 前 or 左右 it can be nothing else.
_SURELY_DATE = re.compile(r"\s?(?:[之以]?前(?![面边])|左右|开始|[之以]后)")
_MAYBE_DATE = re.compile(r"\s?(?:上午|下午|中午|早上|晚上|一早|早(?!就)|来(?![过了看])|到(?![了现场]))")
_LEADS_DATE = re.compile(r"(?:到|至|等|延|推|拖|放|这|每|今天|明天|后天|周[一二三四五六日天])$")

_MERGES = (
    rf"(?:合?并(?:到|入|进|给|至|案到)?|合到|归到)\s?#?(?P<target>{NUMBER})(?:号{_HOUSE}|(?=$|[\s,。]))",
    rf"(?:和|跟|与|同)\s?#?(?P<target>{NUMBER})号{_HOUSE}(?:是|就是)?(?:一回事|一件事|同一|一个事|一样|重复|合并|并案|合在一起)",
    rf"重复\S{{0,2}}?\s?#?(?P<target>{NUMBER})号{_HOUSE}",
)
MERGES = tuple(re.compile(rf"(?<![不别没勿])(?:请|把它|直接)?{one}\S{{0,3}}") for one in _MERGES)


@dataclass(frozen=True, slots=True)
class Numbered:
    """The case numbers of a text, and the text cut at them: what stands before the first, after each."""

    numbers: tuple[int, ...]
    parts: tuple[str, ...]
    either: int | None = None  # a number that names a case or a day as well; it stands in `numbers` if taken for a case

    @property
    def rest(self) -> str:
        return " ".join(filter(None, self.parts))


def find_merge(text: str) -> tuple[int, str] | None:
    """The number that a case is to be merged into, and the text without those words."""
    for pattern in MERGES:
        match = pattern.search(text)
        if match and whole(match["target"]) > 0:
            return whole(match["target"]), text[: match.start()] + " " + text[match.end() :]
    return None


def cut_numbers(text: str, open_numbers: Collection[int] = ()) -> Numbered:
    """Take the case numbers out of a text; `open_numbers` settles what could be a date as well."""
    found: list[int] = []
    parts: list[str] = []
    either = None
    at = 0
    for match in CASES.finditer(text):
        numbers = _numbers_of(match)
        may_be_date = _may_be_date(match, numbers)
        either = numbers[0] if may_be_date else either
        if not all(numbers) or _is_date(match, numbers) or (may_be_date and numbers[0] not in open_numbers):
            continue
        found += numbers
        parts.append(_trim(text[at : match.start()]))
        at = match.end()
    parts.append(_trim(text[at:]))
    return Numbered(tuple(dict.fromkeys(found)), tuple(parts), either)


def _numbers_of(match: Match[str]) -> list[int]:
    if match["plain"]:
        return [int(match["plain"])]
    return [max(0, whole(written)) for written in _NUMBERS.findall(match.group())]


def _is_date(match: Match[str], numbers: list[int]) -> bool:
    text = match.string
    if not _is_day(match, numbers):
        return False
    return bool(_SURELY_DATE.match(text, match.end()) or _LEADS_DATE.search(text, 0, match.start()))


def _may_be_date(match: Match[str], numbers: list[int]) -> bool:
    can_be = _is_day(match, numbers) and not _is_date(match, numbers)
    return can_be and _MAYBE_DATE.match(match.string, match.end()) is not None


def _is_day(match: Match[str], numbers: list[int]) -> bool:
    return not match["plain"] and len(numbers) == 1 and 1 <= numbers[0] <= 31


def _trim(text: str) -> str:
    return re.sub(r"^[\s,、:的]*(?:都(?!没)|也)?|[\s,、:]+$", "", text)
