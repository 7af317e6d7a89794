"""Takes out of a text whatever points at a person, and tells what still does. Buildings and public places stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from handlers.wording.fold import digits, plain
from handlers.wording.leak_names import name_finders
from handlers.wording.leak_numbers import FINDERS, Finder, looks_personal

View = Callable[[str], str]


def mask(text: str, names: Collection[str] = (), keep: Collection[str] = ()) -> str:
    """The text without personal marks. `keep`: configured words (staff as the group knows them) that stay."""
    people = name_finders(names)
    return "".join(part if kept else _masked(part, people) for part, kept in _split(text, keep))


def leaks(text: str, names: Collection[str] = (), keep: Collection[str] = ()) -> set[str]:
    """The kinds of personal marks in a text."""
    people = name_finders(names)
    kinds = {kind for part, kept in _split(text, keep) if not kept for kind in _kinds(part, people)}
    last = looks_personal(digits(text))
    return kinds | {last} if last else kinds


def is_harmless(word: str) -> bool:
    """Whether a configured word may stand in a group as it is: it holds no number that points at a person."""
    return len(word) >= 2 and not _kinds(word, ())


def _masked(text: str, people: Iterable[Finder]) -> str:
    for finder in FINDERS:
        text = _replace(text, finder, digits)
    for finder in people:
        text = _replace(text, finder, plain)
    return text


def _kinds(text: str, people: Iterable[Finder]) -> set[str]:
    numbers = {finder.kind for finder in FINDERS if _found(finder, digits(text))}
    return numbers | {finder.kind for finder in people if _found(finder, plain(text))}


def _found(finder: Finder, folded: str) -> list[re.Match[str]]:
    return [found for found in finder.pattern.finditer(folded) if not finder.innocent(found)]


def _replace(text: str, finder: Finder, view: View) -> str:
    """Replace from the end, so that earlier positions stay true. A kept building is shown as it was written."""
    for found in reversed(_found(finder, view(text))):
        text = text[: found.start()] + _instead(finder, found, text) + text[found.end() :]
    return text


def _instead(finder: Finder, found: re.Match[str], text: str) -> str:
    said = finder.instead(found)
    if "building" not in found.groupdict():
        return said
    start, end = found.span("building")
    return said.replace(found["building"].strip(), text[start:end].strip(), 1)


def _split(text: str, keep: Collection[str]) -> list[tuple[str, bool]]:
    words = sorted({word for word in keep if is_harmless(word)}, key=len, reverse=True)
    if not words:
        return [(text, False)]
    parts = re.split(f"({'|'.join(map(re.escape, words))})", text)
    return [(part, index % 2 == 1) for index, part in enumerate(parts) if part]
