"""The places of one neighbourhood: their names, aliases and the way houses are counted there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.reading.place_number import NUMBER, arabic
from handlers.reading.place_sound import Sounds
from handlers.reading.place_spelling import is_name, spellings
from handlers.reading.place_terms import AREA, LETTERED
from handlers.reading.place_tokens import Token
from models.settings import PlaceSettings

HOUSE = re.compile(rf"^({NUMBER}|{LETTERED})(号楼|幢|栋|座|楼|号|号门|号院)$")
HOUSES = re.compile("^(?:[0-9]{1,3}-)?[0-9]{1,3}(号楼|幢|栋|座)(?:[0-9]{1,2}单元)?$")  # 1-18幢, 9号楼2单元
LOT = re.compile(rf"^({NUMBER})({AREA})$")
# "6号" alone is a house only where a house has this number, and where nothing makes it a day.
BEFORE_HOUSE = "(?<![0-9第月日周天今路街巷弄])"
AFTER_HOUSE = (
    "(?!门(?!口)|房(?!东)|楼(?![梯道])|[院线文车位桌台机病井杆灯梯塔泵码]|上午|下午|早|晚|中午|凌晨|到|至|之?[前后]|以|那天|"
    "开始|左右|截|[没还怎]|修好|解决|\\d{1,2}[点:月])"
)
ON_ROAD = re.compile(rf"^[\u4e00-\u9fff]{{1,4}}[街路巷弄里]({NUMBER})号$")  # 东街8号
ENTRANCE = re.compile(r".*?([0-9]{1,2})单元")


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
        self.sounds = Sounds(words)
        roads = [
            (arabic(match[1]), name) for name in dict.fromkeys(self.names.values()) if (match := ON_ROAD.match(name))
        ]
        self.on_roads = {number: name for number, name in roads if [each for each, _ in roads].count(number) == 1}
        self.entrances = {match[1]: name for name in self.names if (match := ENTRANCE.fullmatch(name))}
        self.counted = Counter(suffix for _, suffix in self.houses)
        self.counted.update(match[1] for name in self.names if (match := HOUSES.match(name)))
        self.areas = frozenset(re.findall(r"组|社|队|坊|排|巷|弄|区|期|院", "".join(self.names)))
        self.bare = re.compile(rf"{BEFORE_HOUSE}({NUMBER})号{AFTER_HOUSE}") if self.houses or self.on_roads else None

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
        for start, name in self.sounds.find(text):
            end = start + len(name)
            if not any(taken[start:end]):
                taken[start:end] = [True] * len(name)
                found.append(Token("mark", f"m:{self.names[name]}", start, end, self.names[name]))
        return found

    def named(self, token: Token) -> Token:
        """A numbered part with the way in which the configuration writes it: 三排 is its 3排, C5 its C5栋."""
        number, kind = token.value.removeprefix("a:")[:-1], token.value[-1]
        if token.kind == "building" and not self.houses and (name := self.on_roads.get(number, "")):
            return Token("mark", f"m:{name}", token.start, token.end, name)
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
        if not self.has(number) and number in self.on_roads:
            name = self.on_roads[number]
            return Token("mark", f"m:{name}", start, end, name)
        if not self.has(number):
            return None  # a date or a case number
        return Token("building", f"{number}幢", start, end, self.houses.get((number, "号"), ""))


def on_roads(names: Iterable[str]) -> dict[str, str]:
    """The configured houses on a road by their numbers; a number that two roads have tells none."""
    numbered = [(arabic(match[1]), name) for name in dict.fromkeys(names) if (match := ON_ROAD.match(name))]
    counted = Counter(number for number, _ in numbered)
    return {number: name for number, name in numbered if counted[number] == 1}
