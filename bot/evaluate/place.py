"""Whether two places that people wrote are the same spot. Pure, and blind to how reading itself compares places."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise

SAME_ENOUGH = 0.8
HOLDS_THE_OTHER = 0.85  # "5幢" and "花苑5幢": the same house, said with and without its estate

_MARKS = re.compile(r"[\s,，。、;；:：()（）\-#]")
_NUMERALS = "零〇一二两三四五六七八九"
_AS_DIGITS = str.maketrans(_NUMERALS, "001223456789")
_TENS = re.compile(f"([{_NUMERALS}]?)十([一二三四五六七八九]?)")
_COUNTED = re.compile(f"[{_NUMERALS}]+(?=号|栋|幢|座|单元|楼|组|弄|期|区|队)")
_HOUSE = re.compile("号楼|号房|栋|座")


def likeness(one: str, other: str) -> float:
    """1.0 for the same place; other numbers are another place, else the shared pairs of characters count."""
    a, b = spelled(one), spelled(other)
    if a == b:
        return 1.0
    if not a or not b or numbers(a) != numbers(b):
        return 0.0
    if a in b or b in a:
        return HOLDS_THE_OTHER
    left, right = _pairs(a), _pairs(b)
    return 2 * (left & right).total() / (left.total() + right.total())


def spelled(place: str) -> str:
    """One spelling: no marks, digits for numerals before a unit, and one word for a house."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", place).lower())
    text = _TENS.sub(_tens, text)
    text = _COUNTED.sub(lambda counted: counted[0].translate(_AS_DIGITS), text)
    return _HOUSE.sub("幢", text)


def numbers(spelling: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+", spelling))


def _tens(numeral: re.Match[str]) -> str:
    tens, ones = (part.translate(_AS_DIGITS) for part in numeral.groups())
    return str(10 * int(tens or 1) + int(ones or 0))


def _pairs(text: str) -> Counter[str]:
    return Counter(a + b for a, b in pairwise(text)) if len(text) > 1 else Counter([text])
