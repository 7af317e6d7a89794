"""Finding the parts of addresses in a text: buildings, units, floors, rooms, areas, landmarks, relative words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.reading import place_lists as listed
from handlers.reading import place_terms as terms
from handlers.reading import place_words as named
from handlers.reading.place_number import NUMBER, arabic

N = NUMBER


def longest_first(words: Sequence[str]) -> str:
    """A pattern for any word of a list; the longest counts. Words share their beginnings, so that lists may be long."""
    ends: dict[str, list[str]] = {}
    for word in filter(None, words):
        ends.setdefault(word[0], []).append(word[1:])
    branches = "|".join(re.escape(first) + longest_first(rest) for first, rest in ends.items())
    return f"(?:{branches}){'?' if '' in words else ''}" if branches else ""


NOT_IN_NUMBER = r"(?<![0-9A-Za-z零〇一二两三四五六七八九十百第周])"
AREA_KINDS = {"村民组": "组", "组团": "期", "街坊": "街"}  # 三组团 is the third part of an estate, as 三期 is


@dataclass(frozen=True, slots=True)
class Token:
    """One part of an address: what kind it is, its canonical value and where it stands."""

    kind: str  # area, building, unit, mark, part, floor, room, relation, home
    value: str
    start: int
    end: int
    known: str = ""  # the configured name that stands for it
    name: str = ""  # how the configuration writes this number: 3排 for 三排


def fixed_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The patterns that hold everywhere, in the order in which they claim text."""
    return tuple(
        (kind, re.compile(pattern))
        for kind, pattern in (
            ("building", rf"{NOT_IN_NUMBER}{terms.NO_HOUSE}({N}|{terms.LETTERED})\s?(?:{terms.BUILDING})"),
            ("building", rf"{NOT_IN_NUMBER}([0-9]{{1,2}}|{terms.LETTERED})(?:{terms.BLOCK})"),
            ("building", r"(?<![A-Za-z0-9\u4e00-\u9fff])([甲乙丙丁戊])楼(?![道洞梯])"),
            ("building", rf"{NOT_IN_NUMBER}([A-H][0-9]{{1,2}})(?={N}单元)"),
            ("building", r"(?<![0-9A-Za-z.:-])([0-9]{1,2})(?=[一二三四五六七八九]单元)"),
            (
                "room",
                r"(?<=[幢栋座楼元门室#院库])(?:\s|的)?([0-9]{3,4}|[幺零一二两三四五六七八九]{3,4})(?![0-9元块])(?:室|号房|房)?",
            ),
            ("room", r"(?<![0-9A-Za-z])([0-9]{3,4})(?:室|号房|住户|那家|家(?![里的人电具长]))"),
            # A number alone reads as a flat if it is a floor and a door on it: 105, 1802, but not 110, 2026 or 1500.
            (
                "room",
                rf"(?<![0-9A-Za-z.:/-])((?!1(?:10|20)(?![0-9])|20[012][0-9])[1-9][0-9]?(?:0[1-9]|1[0-2]))(?![0-9A-Za-z.:/%-]|\s?(?!天天){terms.COUNTED})",
            ),
            (
                "unit",
                rf"(?:{NOT_IN_NUMBER}|(?<=[A-H][0-9])|(?<=[0-9])(?=[一二三四五六七八九]单元))({N})\s?(?:{terms.UNIT})",
            ),
            ("side_unit", terms.SIDE_UNIT),
            ("floor", rf"(?:{NOT_IN_NUMBER}{terms.NO_HOUSE}(负{N}|地下{N}|{N})\s?(?:{terms.FLOOR}))"),
            ("floor", r"(?<![0-9A-Za-z])([Bb][1-5]|负[一二三1-3])(?![0-9A-Za-z])"),
            ("area", rf"{NOT_IN_NUMBER}({N})({terms.AREA})"),
            (
                "house",
                rf"(?:(?<=[路街巷弄浜道村排组坊圩埭])|(?<=[设民新福安德康宁和仁义兴善庆]里))({N})号(?:[至到-]{N}号)?(?!楼|院|线)",
            ),
            ("building", rf"{NOT_IN_NUMBER}({N})号(?={terms.INSIDE})"),
            ("building", rf"^({N})号$"),
            ("numbered", rf"{NOT_IN_NUMBER}({N})号(?:{terms.COUNTED_PARTS})"),
            (
                "parking",
                rf"(?<![0-9A-Za-z])(?:[A-Za-z](?:区|-|区-)?)?([0-9]{{1,4}})号?(?:停?车位|车库|车棚|塔吊|机井|码头)(?![出入进])|{NOT_IN_NUMBER}{N}号(?:{terms.COUNTED_MARKS})(?![出入进])",
            ),
            ("mark", named.LANE),
            ("gate", named.GATE),
            ("mark", longest_first(listed.LANDMARKS)),
            ("part", longest_first(listed.PARTS)),
            ("part", named.TREE),
            ("mark", named.NAMED),
            ("home", terms.HOME),
            ("relation", longest_first(terms.RELATIONS)),
        )
    )


FIXED = fixed_patterns()


def claim(
    text: str, patterns: tuple[tuple[str, re.Pattern[str]], ...], taken: list[bool]
) -> Iterator[tuple[str, re.Match[str]]]:
    """Matches that do not overlap an earlier pattern's."""
    for kind, pattern in patterns:
        for match in pattern.finditer(text):
            if match.end() > match.start() and not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = [True] * (match.end() - match.start())
                yield kind, match


def token_of(kind: str, match: re.Match[str]) -> Token:
    """The token of one match, in the canonical spelling."""
    start, end = match.span()
    number = arabic(match.group(1) or "") if match.re.groups else ""
    if kind == "building":
        return Token("building", f"{number}幢", start, end)
    if kind == "side_unit":
        return Token("unit", f"{match.group(1)}单元", start, end)
    if kind == "unit":
        return Token("unit", f"{number}单元", start, end)
    if kind == "room":
        return Token("room", f"{number}室", start, end)
    if kind == "floor":
        return Token("floor", f"{floor_number(match.group(1))}层", start, end)
    if kind == "area":
        suffix = AREA_KINDS.get(match.group(2), match.group(2))
        return Token("area", f"a:{number}{suffix}", start, end)
    if kind == "house":
        return Token("area", f"a:{number}号", start, end)
    if kind in {"mark", "gate", "parking"}:
        named_so = match.group()
        bare = named_so.rstrip("口外")
        return Token("mark", f"m:{bare if len(bare) > 1 else named_so}", start, end)
    if kind == "numbered":
        return Token("part", f"p:{number}号{match.group().rpartition('号')[2]}", start, end)
    return Token(kind, f"p:{match.group()}" if kind == "part" else match.group(), start, end)


def floor_number(written: str) -> str:
    """ "负一" -> "-1", "B2" -> "-2", "十二" -> "12"."""
    for prefix in ("负", "地下", "B", "b"):
        if written.startswith(prefix):
            return f"-{arabic(written.removeprefix(prefix))}"
    return arabic(written)
