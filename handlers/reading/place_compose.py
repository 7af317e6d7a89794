"""Putting the parts of an address together: "9幢" + "东头" is one spot, "12幢跟车棚当中" too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handlers.reading import place_terms as terms
from handlers.reading.facts import Place
from handlers.reading.place_address import Address, Part, parts_from
from handlers.reading.place_key import ANCHORS, ORDER, make_key
from handlers.reading.place_tokens import Token

GLUE = re.compile(terms.GLUE)
AND = re.compile(terms.AND)
PAIR = re.compile(rf"{terms.AND}|\s")  # 3幢 4幢之间
BETWEEN = re.compile(rf"[\u4e00-\u9fff]{{0,2}}(?:{terms.BETWEEN})")  # 5幢和6幢楼的中间
RANGE = re.compile("[到至-]")  # 三组到五组
LISTED = re.compile("[、和跟与及]")  # 20幢、21幢
JOINS = re.compile(f"{RANGE.pattern}|{LISTED.pattern}")
SIDE = re.compile(terms.SIDE)
PRIVATE = frozenset({"room", "home"})
RANGED = frozenset({"area", "building", "unit"})
ALONE = frozenset({"building", "unit", "floor", "room"})
LIES_IN = frozenset({"mark", "gate", "part", "relation", "home"})  # what may follow a relation: 楼下架空层
AROUND = 8  # characters of the text that are kept on either side


@dataclass(frozen=True, slots=True)
class Spot:
    """One place where it stands in a text."""

    place: Place
    address: Address
    before: str  # the words just before and just after it
    after: str


def groups(text: str, tokens: Sequence[Token]) -> list[list[Token]]:
    """Neighbouring tokens that belong to one address."""
    found: list[list[Token]] = []
    for token in tokens:
        if found and continues(text, found[-1], token):
            found[-1].append(token)
        else:
            found.append([token])
    return [group for group in found if not is_weak(group)]


def continues(text: str, group: Sequence[Token], token: Token) -> bool:
    """Whether `token` goes on with the address that `group` began."""
    last = group[-1]
    gap = text[last.end : token.start]
    if last.kind == "relation" and len(group) == 1 and last.value[0] != "楼":
        return False  # 港口大门, 后面那家店: behind what?
    if token.kind == "relation":
        return not gap and last.kind != "relation"
    if PAIR.fullmatch(gap) and BETWEEN.match(text, token.end):
        return True
    if token.kind in RANGED and all(each.kind == token.kind for each in group) and JOINS.fullmatch(gap):
        return True
    if not GLUE.fullmatch(gap) or (last.kind == "relation" and token.kind not in LIES_IN):
        return False
    if token.kind == last.kind and token.kind in ALONE:
        return False
    return gap not in {",", "，"} or inward(last, token)


def inward(outer: Token, inner: Token) -> bool:
    """Whether the address goes from the larger to the smaller."""
    kinds = [kind for kind in (outer.kind, inner.kind) if kind in ORDER]
    return len(kinds) == 2 and ORDER.index(kinds[0]) < ORDER.index(kinds[1])


def is_weak(group: Sequence[Token]) -> bool:
    """A lone 里面 or 上 finds nothing."""
    return all(token.kind == "relation" and token.value in terms.WEAK_RELATIONS for token in group)


def compose(text: str, group: Sequence[Token]) -> Spot:
    """The place of one group of tokens."""
    parts = ((token.kind, token.value) for token in group if token.kind in ORDER)
    known = next((token.known for token in group if token.known), "")
    private = any(token.kind in PRIVATE for token in group)
    words, joints = written(text, group)
    pair = "之间" if "和" in joints else ""
    said = "".join(joint + word for joint, word in zip(joints, words, strict=True)) + pair
    address = parts_from(group, words, joints)
    if pair:
        address = Address((*address.parts, Part("relation", pair, pair)))
    start, end = group[0].start, group[-1].end
    return Spot(
        Place(said, make_key(parts), known, private),
        address,
        text[max(start - AROUND, 0) : start],
        text[end : end + AROUND],
    )


def written(text: str, group: Sequence[Token]) -> tuple[list[str], list[str]]:
    """The speaker's words for each part, without those that find nothing, and what joins each to the part before.

    "商业街二楼那个棋牌室" is 商业街二楼棋牌室.
    """
    words: list[str] = []
    joints: list[str] = []
    for before, token in zip((None, *group), group, strict=False):
        joint = joint_of(text, before, token)
        word = spoken(text, token, alone=len(group) == 1, last=token is group[-1])
        if words and words[-1] and word.startswith(words[-1]):
            words[-1], joint = "", joints[-1]  # 北边的小路, where the configured name is 北侧小路
            joints[-1] = ""
        words.append(word)
        joints.append(joint)
    return words, joints


def joint_of(text: str, before: Token | None, token: Token) -> str:
    """What is written between two parts."""
    gap = text[before.end : token.start] if before else ""
    if before is None or token.kind == "relation" or not gap:
        return ""
    if PAIR.fullmatch(gap) and BETWEEN.match(text, token.end):
        return "和"
    if RANGE.fullmatch(gap):
        return "到"
    if LISTED.fullmatch(gap) and before.kind == token.kind:
        return "、"
    return " " if gap.isspace() and {before.kind, token.kind} & ANCHORS else ""  # B2 217车位


def spoken(text: str, token: Token, *, alone: bool, last: bool) -> str:
    """One part in the speaker's words; weak relative words are left out beside a better part."""
    words = text[token.start : token.end].lstrip("的 ")
    if token.known:
        words = token.known  # 沙坑 is the configured 儿童沙坑
    if token.kind != "relation":
        return words
    if words in terms.BETWEEN.split("|") and not alone:
        return ""
    if words in terms.WEAK_RELATIONS and not alone and words != "口" and (last or words not in terms.OUTSIDE):
        return ""  # 七巷口 is a spot, and 围墙外面那个工地 is not in the walls
    return SIDE.sub(r"\1侧", words)


def spots_of(text: str, tokens: Iterable[Token]) -> tuple[Spot, ...]:
    """All places of a text in the order in which they are named, each once."""
    ordered = sorted(tokens, key=lambda token: token.start)
    found: dict[Place, Spot] = {}
    for group in groups(text, ordered):
        spot = compose(text, group)
        found.setdefault(spot.place, spot)
    return tuple(found.values())
