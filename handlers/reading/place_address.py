"""An address as its parts, so that two that tell of one spot can be made one: "9幢" + "2单元" + "302". Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from handlers.reading.place_key import ORDER, make_key
from handlers.reading.place_number import NUMBER, arabic
from handlers.reading.place_tokens import Token

# From the outside in; a landmark goes before a house that stands at it only where it is a road: 水塔巷7号.
RANKS = {"lane": 0, "area": 1, "building": 2, "unit": 3, "floor": 4, "mark": 5, "part": 6, "room": 7}
ONCE = frozenset({"building", "unit", "floor", "room"})
ESTATE = re.compile("(?:小区|新村|家园|公寓|[苑期府])$")
LANE = re.compile(rf"[路街巷弄浜埭]$|{ESTATE.pattern}")
SPELLED = re.compile(rf"^({NUMBER})(?=幢|栋|号|座|单元|门|梯|楼|组|排|巷|弄|队|期|区|室)")
AND = "与"
TYPOS = str.maketrans("憧橦撞洞懂冻", "幢幢幢栋栋栋")
# One word for each relation, because people choose among many: 供销社后头, 供销社后面, 供销社背后.
NEAR = {
    word: short
    for short, listed in {
        "后": "后面 后头 后边 后身 背后 屋后 楼后",
        "前": "前面 前头 前边 屋前 楼前",
        "下": "下面 下头 下边 底下",
        "旁": "旁边 边上 边边 跟前",
        "外": "外面 外头 外边",
        "对面": "对过 对门 对头",
    }.items()
    for word in listed.split()
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its kind, its canonical value, how it is written, and what joins it to the part before."""

    kind: str
    value: str
    text: str
    joint: str = ""

    @property
    def rank(self) -> int:
        """How far inside the address it stands."""
        if self.kind in {"mark", "area"} and LANE.search(self.text):
            return RANKS["lane"]
        return RANKS.get(self.kind, len(RANKS))

    @property
    def floor(self) -> str:
        """The floor that a room number tells: 1802 is on the eighteenth."""
        return f"{self.value.removesuffix('室')[:-2]}层" if self.kind == "room" else ""


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of one place, from the outside in as they were spoken."""

    parts: tuple[Part, ...] = ()

    @property
    def text(self) -> str:
        """The address as it is shown."""
        return "".join(part.joint + part.text for part in self.parts)

    @property
    def key(self) -> str:
        return make_key((part.kind, part.value) for part in self.parts if part.kind in ORDER)

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(part.kind for part in self.parts)

    def values(self, kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part.value for part in self.parts if part.kind == kind))

    def joined(self) -> bool:
        """Whether it lies between two spots, so that nothing can be put into it."""
        return any(part.joint.strip() for part in self.parts) or any(len(self.values(kind)) > 1 for kind in ONCE)

    def only(self, kinds: Collection[str]) -> Address:
        return Address(tuple(part for part in self.parts if part.kind in kinds))

    def without(self, *kinds: str) -> Address:
        return Address(tuple(part for part in self.parts if part.kind not in kinds))

    def refined(self, more: Iterable[Part]) -> Address:
        """With the parts of another address put in where they belong; what it has already stays."""
        parts = list(self.parts)
        for part in more:
            if part.kind in self.kinds:
                continue
            at = next((i for i, each in enumerate(parts) if each.rank > part.rank), len(parts))
            parts.insert(at, Part(part.kind, part.value, part.text))
        return Address(tuple(parts))

    def with_flats(self, rooms: Sequence[Part]) -> Address:
        """With the flat, or the two that quarrel, at its end."""
        flats = (Part(room.kind, room.value, room.text, AND if number else "") for number, room in enumerate(rooms))
        return Address((*self.without("room").parts, *flats))

    def replaced(self, right: Address) -> Address:
        """With each part that `right` names in place of its own of that kind."""
        mine = tuple(next((p for p in right.parts if p.kind == part.kind), part) for part in self.parts)
        return Address(mine).refined(right.parts)


def shown(token: Token, words: str, *, last: bool, spelled: bool) -> str:
    """One part as a case shows it: numbers in digits unless they are `spelled`, one word for each relation."""
    if token.name:
        return token.name
    if token.kind == "room":
        return token.value.removesuffix("室")
    if token.kind == "relation":
        return NEAR.get(words, words) if last or words[0] == "外" else words
    if spelled or token.kind in {"mark", "part", "gate", "home"} or words.endswith("层"):
        return words
    if token.kind == "building" and words.isdecimal():
        return f"{words}幢"  # 26一单元
    right = words.translate(TYPOS) if token.kind == "building" else words
    return SPELLED.sub(lambda match: arabic(match[1]), right)


def parts_from(tokens: Sequence[Token], words: Sequence[str], joints: Sequence[str]) -> Address:
    """The address of tokens that were found to belong together, its numbers as the neighbourhood writes its houses."""
    spelled = any(token.name and not any(char.isdigit() for char in token.name) for token in tokens)
    found: list[Part] = []
    for token, word, joint in zip(tokens, words, joints, strict=True):
        if not word:
            continue
        part = Part(token.kind, token.value, shown(token, word, last=token is tokens[-1], spelled=spelled), joint)
        if found and part.text.startswith(found[-1].text):
            found.pop()  # 8栋 and the configured 8栋车棚
        found.append(part)
    return Address(tuple(found))
