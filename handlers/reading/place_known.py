"""The places of one neighbourhood: their names, aliases and the way houses are counted there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from handlers.reading.place_number import NUMBER, arabic
from handlers.reading.place_terms import PARTS
from handlers.reading.place_tokens import Token
from models.settings import PlaceSettings

HOUSE = re.compile(rf"^({NUMBER})(号楼|幢|栋|座|号|号门|号院)$")
NUMBERED = re.compile(rf"^{NUMBER}(?:号楼|幢|栋|座|号|单元)")  # read as addresses, not as names
# "6号" alone is a house only where a house has this number, and where nothing makes it a day.
BEFORE_HOUSE = "(?<![0-9第月日周天今])"
AFTER_HOUSE = (
    "(?!门(?!口)|[楼院线文房车位桌台机病井杆灯]|上午|下午|早|晚|中午|凌晨|到|至|之?[前后]|以|那天|"
    "开始|左右|截|[没还怎]|修好|解决|\\d{1,2}[点:月])"
)
ENTRANCE = re.compile(r".*?([0-9]{1,2})单元")
SHORTENED = {4: 2, 5: 3, 6: 3}  # 儿童沙坑 is called 沙坑, 陈氏宗祠 is called 宗祠


class KnownPlaces:
    """Finds configured names, and knows whether "6号" alone can be a house here."""

    def __init__(self, places: Sequence[PlaceSettings]) -> None:
        self.names = dict(spellings(places))
        words = sorted((word for word in self.names if is_name(word)), key=len, reverse=True)
        self.words = re.compile("|".join(map(re.escape, words))) if words else None
        self.houses = {
            (arabic(match.group(1)), match.group(2)): name
            for word, name in self.names.items()
            if (match := HOUSE.match(word))
        }
        self.entrances = {match[1]: name for name in self.names if (match := ENTRANCE.fullmatch(name))}
        self.counted = Counter(suffix for _, suffix in self.houses)
        self.areas = frozenset(re.findall(r"组|社|队|坊|排|巷|弄|区|期|院", "".join(self.names)))
        self.bare = re.compile(rf"{BEFORE_HOUSE}({NUMBER})号{AFTER_HOUSE}") if self.houses else None

    def suffix(self) -> str:
        """How a house is written here: 幢, 号楼, 栋, 座, 号."""
        return self.counted.most_common(1)[0][0] if self.counted else "幢"

    def house(self, number: str) -> str:
        """The configured name of a house by its number, else its number with the usual suffix."""
        named = [name for (known, _), name in self.houses.items() if known == number]
        return named[0] if named else f"{number}{self.suffix()}"

    def entrance(self, number: str) -> str:
        """The configured entrance with this number, where no house is configured with it: 6号楼3单元, 4单元."""
        if any(known == number for known, _ in self.houses):
            return ""
        return self.entrances.get(number, "")

    def tokens(self, text: str, taken: list[bool]) -> list[Token]:
        """Names of the neighbourhood in a text; marks what they cover as taken."""
        found = []
        for match in self.matches(text):
            token = self.token(match)
            if token and not any(taken[token.start : token.end]):
                taken[token.start : token.end] = [True] * (token.end - token.start)
                found.append(token)
        return found

    def matches(self, text: str) -> Iterable[re.Match[str]]:
        for pattern in filter(None, (self.words, self.bare)):
            yield from pattern.finditer(text)

    def token(self, match: re.Match[str]) -> Token | None:
        start, end = match.span()
        if match.re is self.words:
            name = self.names[match.group()]
            return Token("mark", f"m:{name}", start, end, name)
        number = arabic(match.group(1))
        if not any(known == number for known, _ in self.houses):
            return None  # a date or a case number
        return Token("building", f"{number}幢", start, end, self.houses.get((number, "号"), ""))


def is_name(word: str) -> bool:
    """Whether a configured name is read as a name. 9幢 is an address, and every house may have its 架空层."""
    return not NUMBERED.match(word) and word not in PARTS


def spellings(places: Sequence[PlaceSettings]) -> Iterable[tuple[str, str]]:
    """Each spelling with the configured name; shortened ones only where they mean one place."""
    full = [(word, place.name) for place in places for word in (place.name, *place.aliases)]
    short = [(word[-SHORTENED[len(word)] :], name) for word, name in full if len(word) in SHORTENED]
    once = Counter(word for word, _ in short)
    yield from ((w, n) for w, n in short if once[w] == 1 and not any(c.isdigit() for c in n))
    yield from full
