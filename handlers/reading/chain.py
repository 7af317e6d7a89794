"""接龙: a topic and a numbered list that everybody copies and adds to. Pure."""

from __future__ import annotations

import re

from handlers.reading.facts import Act

_MARK = re.compile(r"#\s?接龙")
_DEMAND = re.compile(r"反对|要求|投诉|诉求|呼吁|联名|维权|没到账|未到账|同意|支持|抗议|恳请|请愿|建议")
_ENTRY = re.compile(r"^\s*\d{1,3}\s?[.、)]", re.MULTILINE)


def acts(text: str, told: str) -> frozenset[Act]:
    """Whether a text is a 接龙, and whether to sign it is to support a demand; `told` is its topic."""
    if text == told:
        return frozenset()
    return frozenset({Act.SIGN_UP, Act.SUPPORT} if _DEMAND.search(told) else {Act.SIGN_UP})


def topic(text: str) -> str:
    """What a 接龙 is about, without its entries; any other text is returned as it is."""
    if "接龙" not in text:
        return text
    entry = _ENTRY.search(text)
    head = text[: entry.start()] if entry else text
    return _MARK.sub(" ", head).strip() if _MARK.search(text) or entry else text
