"""Putting the parts of an address together: "9幢" + "东头" is one spot, "12幢跟车棚当中" too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from handlers.reading import place_terms as terms
from handlers.reading.facts import Place
from handlers.reading.place_key import ORDER, make_key
from handlers.reading.place_tokens import Token

GLUE = re.compile(terms.GLUE)
AND = re.compile(terms.AND)
BETWEEN = re.compile(rf"[\u4e00-\u9fff]{{0,2}}(?:{terms.BETWEEN})")  # 5幢和6幢楼的中间
SIDE = re.compile(terms.SIDE)
PRIVATE = frozenset({"room", "home"})


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
    if token.kind == "relation":
        return not gap and last.kind != "relation"
    if AND.fullmatch(gap):
        return bool(BETWEEN.match(text, token.end))
    if not GLUE.fullmatch(gap):
        return False
    if token.kind == last.kind and token.kind in {"building", "unit", "floor", "room"}:
        return False
    return gap not in {",", "，"} or inward(last, token)


def inward(outer: Token, inner: Token) -> bool:
    """Whether the address goes from the larger to the smaller."""
    kinds = [kind for kind in (outer.kind, inner.kind) if kind in ORDER]
    return len(kinds) == 2 and ORDER.index(kinds[0]) < ORDER.index(kinds[1])


def is_weak(group: Sequence[Token]) -> bool:
    """A lone 里面 or 上 finds nothing."""
    return all(token.kind == "relation" and token.value in terms.WEAK_RELATIONS for token in group)


def compose(text: str, group: Sequence[Token]) -> Place:
    """The place of one group of tokens."""
    parts = ((token.kind, token.value) for token in group if token.kind in ORDER)
    known = next((token.known for token in group if token.known), "")
    private = any(token.kind in PRIVATE for token in group)
    return Place(written(text, group), make_key(parts), known, private)


def written(text: str, group: Sequence[Token]) -> str:
    """The speaker's words without those that find nothing: "商业街二楼那个棋牌室" is 商业街二楼棋牌室."""
    pair = ""
    pieces: list[str] = []
    for before, token in zip((None, *group), group, strict=False):
        if before and AND.fullmatch(text[before.end : token.start]):
            pair = "之间"
            pieces.append("和")
        elif before and text[before.end : token.start].isspace():
            pieces.append(" ")  # B2 217车位
        piece = spoken(text, token, alone=len(group) == 1)
        if pieces and pieces[-1] and piece.startswith(pieces[-1]):
            pieces.pop()  # 北边的小路, where the configured name is 北侧小路
        pieces.append(piece)
    return "".join(pieces) + pair


def spoken(text: str, token: Token, *, alone: bool) -> str:
    """One part in the speaker's words; weak relative words are left out beside a better part."""
    words = token.known or text[token.start : token.end].lstrip("的 ")  # 沙坑 is the configured 儿童沙坑
    if token.kind != "relation":
        return words
    if not alone and (words in terms.WEAK_RELATIONS or words in terms.BETWEEN.split("|")):
        return ""
    return SIDE.sub(r"\1侧", words)


def places_of(text: str, tokens: Iterable[Token]) -> tuple[Place, ...]:
    """All places of a text in the order in which they are named, each once."""
    ordered = sorted(tokens, key=lambda token: token.start)
    return tuple(dict.fromkeys(compose(text, group) for group in groups(text, ordered)))
