"""Whether the words of an answer name a case by its place or its kind: "9幢的通了", "路灯修好了"."""

from __future__ import annotations

import re
from functools import lru_cache

from handlers.reading.place import PlaceReader
from handlers.reading.place_key import Relation, compare

ELSEWHERE = -1  # the words name a house, and it is another one
NOTHING = 0
BY_LABEL = 1
BY_PLACE = 2
# Pairs of characters that labels share with ordinary answers.
_COMMON = frozenset({"处理", "问题", "其他", "设施", "公共", "服务", "居民", "求助", "外溢", "损坏", "扰民"})
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def how_named(words: str, place: str, label: str, reader: PlaceReader) -> int:
    """How clearly the words name a case: ELSEWHERE, NOTHING, or the sum of BY_LABEL and BY_PLACE."""
    by_place = _place_named(words, place, reader)
    if by_place == ELSEWHERE:
        return ELSEWHERE
    return by_place + (BY_LABEL if _pairs(label) & _pairs(words) else NOTHING)


def _place_named(words: str, place: str, reader: PlaceReader) -> int:
    said = [one.key for one in reader.read(words) if one.key]
    own = [one.key for one in reader.read(place) if one.key]
    relations = {compare(one, other) for one in said for other in own}
    if relations & {Relation.SAME, Relation.NEAR}:
        return BY_PLACE
    return ELSEWHERE if Relation.DIFFERENT in relations else NOTHING


@lru_cache(maxsize=1024)
def _pairs(text: str) -> frozenset[str]:
    """Neighbouring Chinese characters; "停车挡道" and "停车的" share 停车."""
    runs = _CHINESE.findall(text)
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1)) - _COMMON
