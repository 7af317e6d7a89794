"""A message as clauses: stretches of text between sentence marks. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Spaces part Chinese words ("又堵了 没人管") but not Latin ones ("L0427 B2").
_MARK = re.compile(r"[ \n]*[,。!?;、…~\n]+[ \n]*|(?<=[^\x00-\x7f]) +|(?<=\.)\.+|\.(?= |$)| +(?=[^\x00-\x7f])|:(?!\d)")
# An enumeration mark between short names parts nothing: "下水道、窨井都堵了" is one statement.
MAX_CLAUSES = 120


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause with where it starts in the matching text and the mark that ends it ("?", "!", "" ...)."""

    text: str
    start: int
    mark: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def spoken(self) -> str:
        """The clause, with its question mark if it asks; other marks would only be in the way of `$`."""
        return self.text + "?" if self.mark == "?" else self.text


def split(text: str) -> tuple[Clause, ...]:
    """Clauses of a normalised text, in order, none of them empty."""
    found: list[Clause] = []
    at = 0
    for mark in _MARK.finditer(text):
        if mark.start() > at:
            found.append(Clause(text[at : mark.start()], at, _kind(mark.group())))
        at = mark.end()
        if len(found) >= MAX_CLAUSES:
            return tuple(found)
    if at < len(text):
        found.append(Clause(text[at:], at))
    return tuple(found)


def _kind(mark: str) -> str:
    for sign in "?!":
        if sign in mark:
            return sign
    return mark.strip(" ")[:1]
