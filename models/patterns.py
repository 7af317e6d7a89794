"""Whether a regular expression can be made to run for ever by some text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

# The module's own parser: the only reading of a pattern that is the same as the one that runs.
_PARSER: Any = import_module("re._parser")
_CONSTANTS: Any = import_module("re._constants")
_REPEATED_GROUP = re.compile(r"\)[*+{]")
_REPEATS = {_CONSTANTS.MAX_REPEAT, _CONSTANTS.MIN_REPEAT, _CONSTANTS.POSSESSIVE_REPEAT}


def endless(pattern: str) -> bool:
    """Whether something in it repeats without an upper limit: `.*`, `字+`, `{2,}`."""
    return any(most == _CONSTANTS.MAXREPEAT for _, most in _repeats(_PARSER.parse(pattern)))


def nested(pattern: str) -> bool:
    """Whether something that repeats holds something that repeats: `(字+)*`."""
    if _REPEATED_GROUP.search(pattern) is None:  # most have none, and parsing takes a while
        return False
    return any(inside for inside, _ in _repeats(_PARSER.parse(pattern)))


def _repeats(tree: Any, *, inside: bool = False) -> Iterator[tuple[bool, int]]:
    """(whether it stands inside another, its upper limit) of every repeat; `?` and `{3}` are none."""
    for kind, value in tree:
        deeper = inside
        if kind in _REPEATS:
            least, most, _ = value
            if most > 1 and least != most:
                yield inside, most
            deeper = inside or most > 1
        for inner in _trees(value):
            yield from _repeats(inner, inside=deeper)


def _trees(value: Any) -> Iterator[Any]:
    if isinstance(value, _PARSER.SubPattern):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _trees(part)
