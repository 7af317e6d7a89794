"""Traditional characters as simplified ones. Pure."""

from __future__ import annotations

import functools
import re
import warnings
from typing import Any

import zhconv

FIRST_HAN = 0x3400


def simplify(text: str) -> str:
    """Traditional characters to simplified ones; text without any is returned as it is."""
    if _traditional().search(text) is None:
        return text
    converted: Any = zhconv.convert(text, "zh-hans")
    return str(converted)


@functools.cache
def _traditional() -> re.Pattern[str]:
    """All characters that the conversion table changes; one search spares most messages the conversion."""
    return re.compile("[" + "".join(map(re.escape, simplified_characters())) + "]")


@functools.cache
def simplified_characters() -> dict[str, str]:
    """The simplified character of each traditional one, whatever stands beside it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # zhconv leaves closing its file to the garbage collector
        table: dict[str, str] = zhconv.zhconv.getdict("zh-hans")
    return {key: value for key, value in table.items() if len(key) == 1 and key != value and ord(key) >= FIRST_HAN}
