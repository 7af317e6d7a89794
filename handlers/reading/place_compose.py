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
BETWEEN = re.compile(rf"\s?(?:{terms.BETWEEN})")
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
        return bool(BETWEEN.match(text, token.end)) or is_between(text, token.end)
    if not GLUE.fullmatch(gap):
        return False
    if token.kind == last.kind and token.kind in {"building", "unit", "floor", "room"}:
        return False
    return gap not in {",", "，"} or inward(last, token)


def is_between(text: str, end: int) -> bool:
    """Whether 之间 or 中间 follows within a few characters (5幢和6幢楼的中间)."""
    return bool(re.match(r"[\u4e00-\u9fff]{0,2}(?:之间|中间|当中)", text[end : end + 5]))


def inward(outer: Token, inner: Token) -> bool:
    """Whether the address goes from the larger to the smaller."""
    kinds = [kind for kind in (outer.kind, inner.kind) if kind in ORDER]
    return len(kinds) == 2 and ORDER.index(kinds[0]) < ORDER.index(kinds[1])


def is_weak(group: Sequence[Token]) -> bool:
    """A lone 里面 or 上 finds nothing."""
    return all(token.kind == "relation" and token.value in terms.WEAK_RELATIONS for token in group)


def compose(text: str, group: Sequence[Token]) -> Place:
    """The place of one group of tokens, in the speaker's own words."""
    end = group[-1].end
    if len(group) > 1 and (match := BETWEEN.match(text, end)):
        end = match.end()
    parts = ((token.kind, token.value) for token in group if token.kind in ORDER)
    known = next((token.known for token in group if token.known), "")
    private = any(token.kind in PRIVATE for token in group)
    return Place(text[group[0].start : end].strip(" ,，"), make_key(parts), known, private)


def places_of(text: str, tokens: Iterable[Token]) -> tuple[Place, ...]:
    """All places of a text in the order in which they are named, each once."""
    ordered = sorted(tokens, key=lambda token: token.start)
    return tuple(dict.fromkeys(compose(text, group) for group in groups(text, ordered)))
