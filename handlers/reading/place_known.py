"""The places of one neighbourhood: their names, aliases and the way houses are counted there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.reading.place_number import NUMBER, arabic
from handlers.reading.place_terms import AREA, LETTERED
from handlers.reading.place_tokens import Token
from handlers.reading.place_words import LANDMARKS, PARTS
from models.settings import PlaceSettings

HOUSE = re.compile(rf"^({NUMBER}|{LETTERED})(号楼|幢|栋|座|楼|号|号门|号院)$")
HOUSES = re.compile("^(?:[0-9]{1,3}-)?[0-9]{1,3}(号楼|幢|栋|座)(?:[0-9]{1,2}单元)?$")  # 1-18幢, 9号楼2单元
LOT = re.compile(rf"^({NUMBER})({AREA})$")
# Read as addresses, not as names: 9幢, 6号楼1单元, 三排, but not 二号码头.
NUMBERED = re.compile(rf"^(?:(?:{NUMBER}|{LETTERED})(?:号楼|号院|幢|栋|座|楼|号|单元|{AREA})){{1,3}}$")
# "6号" alone is a house only where a house has this number, and where nothing makes it a day.
BEFORE_HOUSE = "(?<![0-9第月日周天今路街巷弄])"
AFTER_HOUSE = (
    "(?!门(?!口)|楼(?![梯道])|[院线文房车位桌台机病井杆灯梯塔泵码]|上午|下午|早|晚|中午|凌晨|到|至|之?[前后]|以|那天|"
    "开始|左右|截|[没还怎]|修好|解决|\\d{1,2}[点:月])"
)
ENTRANCE = re.compile(r".*?([0-9]{1,2})单元")
ZONE = re.compile("(?<![A-Za-z])([A-Z]区)$")  # 地下车库B区 is called B区
GREENHOUSES = ("大棚", "个棚", "草莓棚", "菜棚", "瓜棚")  # 垮了三个棚
SYNONYMS = {
    "宗祠": ("祠堂",),
    "祠堂": ("宗祠",),
    "车库": ("地库", "车库", "地下车库"),
    "地库": ("车库", "地下车库"),
    "自行车棚": ("车棚", "棚子"),
    "车棚": ("棚子",),
    "菜鸟驿站": ("驿站", "菜鸟"),
    "菜鸟站": ("驿站", "菜鸟", "菜鸟驿站"),
    "幼儿园": ("幼稚园",),
    "大棚区": GREENHOUSES,
    "大棚基地": GREENHOUSES,
    "配电房": ("配电室",),
}
SHORTENED = {4: 2, 5: 3, 6: 3}  # 儿童沙坑 is called 沙坑, 陈氏宗祠 is called 宗祠


class KnownPlaces:
    """Finds configured names, and knows whether "6号" alone can be a house here."""

    def __init__(self, places: Sequence[PlaceSettings]) -> None:
        self.names = dict(spellings(places))
        words = sorted((word for word in self.names if is_name(word)), key=len, reverse=True)
        self.words = re.compile(f"(?<![0-9]号)(?:{'|'.join(map(re.escape, words))})") if words else None
        self.houses = {
            (arabic(match.group(1)), match.group(2)): name
            for word, name in self.names.items()
            if (match := HOUSE.match(word))
        }
        self.lots = {
            (arabic(match[1]), match[2]): name for word, name in self.names.items() if (match := LOT.match(word))
        }
        self.entrances = {match[1]: name for name in self.names if (match := ENTRANCE.fullmatch(name))}
        self.counted = Counter(suffix for _, suffix in self.houses)
        self.counted.update(match[1] for name in self.names if (match := HOUSES.match(name)))
        self.areas = frozenset(re.findall(r"组|社|队|坊|排|巷|弄|区|期|院", "".join(self.names)))
        self.bare = re.compile(rf"{BEFORE_HOUSE}({NUMBER})号{AFTER_HOUSE}") if self.houses else None

    def suffix(self) -> str:
        """How a house is written here: 幢, 号楼, 栋, 座, 号."""
        return self.counted.most_common(1)[0][0] if self.counted else "幢"

    def has(self, number: str) -> bool:
        """Whether a house with this number is configured."""
        return any(known == number for known, _ in self.houses)

    def house(self, number: str) -> str:
        """The configured name of a house by its number, else its number with the usual suffix."""
        named = [name for (known, _), name in self.houses.items() if known == number]
        return named[0] if named else f"{number}{self.suffix()}"

    def entrance(self, number: str) -> str:
        """The configured entrance with this number, where no house is configured with it: 6号楼3单元, 4单元."""
        return "" if self.has(number) else self.entrances.get(number, "")

    def tokens(self, text: str, taken: list[bool]) -> list[Token]:
        """Names of the neighbourhood in a text; marks what they cover as taken."""
        found = []
        for match in self.matches(text):
            token = self.token(match)
            if token and not any(taken[token.start : token.end]):
                taken[token.start : token.end] = [True] * (token.end - token.start)
                found.append(token)
        return found

    def named(self, token: Token) -> Token:
        """A numbered part with the way in which the configuration writes it: 三排 is its 3排, C5 its C5栋."""
        number, kind = token.value.removeprefix("a:")[:-1], token.value[-1]
        name = ""
        if token.kind == "building":
            name = next((name for (known, _), name in self.houses.items() if known == number), "")
        elif token.kind == "area":
            name = self.lots.get((number, kind), "")
        return replace(token, name=name) if name else token

    def matches(self, text: str) -> Iterable[re.Match[str]]:
        for pattern in filter(None, (self.words, self.bare)):
            yield from pattern.finditer(text)

    def token(self, match: re.Match[str]) -> Token | None:
        start, end = match.span()
        if match.re is self.words:
            name = self.names[match.group()]
            return Token("mark", f"m:{name}", start, end, name)
        number = arabic(match.group(1))
        if not self.has(number):
            return None  # a date or a case number
        return Token("building", f"{number}幢", start, end, self.houses.get((number, "号"), ""))


def is_name(word: str) -> bool:
    """Whether a configured name is read as a name. 9幢 is an address, and every house may have its 架空层."""
    return not NUMBERED.match(word) and word not in PARTS


def spellings(places: Sequence[PlaceSettings]) -> Iterable[tuple[str, str]]:
    """Each spelling with the configured name; shortened ones only where they mean one place."""
    full = [(word, place.name) for place in places for word in (place.name, *place.aliases)]
    short = [(word, name) for long, name in full for word in shortened(long)]
    once = Counter(word for word, _ in dict.fromkeys(short))
    yield from ((w, n) for w, n in short if once[w] == 1)
    yield from full


def shortened(name: str) -> Iterable[str]:
    """What people say for a configured name: its end (沙坑 for 儿童沙坑), the fixture in it, another word for it."""
    if len(name) in SHORTENED and not any(char.isdigit() for char in name):
        yield name[-SHORTENED[len(name)] :]
    if zone := ZONE.search(name):
        yield zone[1]
    for kind, others in SYNONYMS.items():
        if name.endswith(kind):
            yield from (word for word in (kind, *others) if word != name)
    yield from (mark for mark in LANDMARKS if name.endswith(mark) and len(mark) >= 2 and mark != name)
