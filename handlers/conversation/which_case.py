"""Which case a private answer means: by number, quote, words, or by what was asked last; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from handlers.reading.cadre.naming import ELSEWHERE, NOTHING, how_named
from handlers.reading.cadre_reply import CadreReply, Verb
from handlers.reading.place import PlaceReader

JUST_NOW = timedelta(minutes=10)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
# Their words name the new place or kind, not the case that they are about.
_NAMES_ANOTHER = frozenset({Verb.SET_PLACE, Verb.SET_CATEGORY, Verb.MERGE, Verb.TRANSFER})
_READER = PlaceReader()


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One open case of the person, as far as the decision needs it."""

    id: int
    number: int
    grid: str
    label: str = ""  # of its category
    place: str = ""
    prompted_at: datetime | None = None  # last
    answered_at: datetime | None = None  # last
    waiting: bool = False  # for an answer to that prompt


@dataclass(frozen=True, slots=True)
class TheCase:
    """The case, or the several that were named by number."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Ask one numbered question; the likeliest choice first."""

    choices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NoneOpen:
    """The person has no open case."""


@dataclass(frozen=True, slots=True)
class UnknownNumber:
    """A number that none of the person's open cases has."""

    number: int


Which = TheCase | Ambiguous | NoneOpen | UnknownNumber


def which_case(
    reply: CadreReply,
    items: Sequence[OpenItem],
    *,
    now: datetime,
    quoted: int | None = None,
    reader: PlaceReader = _READER,
) -> Which:
    """The case that an answer means; `quoted` is the case of the quoted prompt, where the quote was matched.

    The first of these that points at one case decides: the numbers named, the quote, a place or kind named, the only
    case that waits for an answer, the only one asked about just now, the only one open.
    """
    if reply.numbers:
        return _by_numbers(reply, items, now, quoted, reader)
    if quoted is not None:
        return TheCase((quoted,))
    if not items:
        return NoneOpen()
    return _settle(reply, items, now, reader)


def _by_numbers(
    reply: CadreReply, items: Sequence[OpenItem], now: datetime, quoted: int | None, reader: PlaceReader
) -> Which:
    found = {number: [item for item in items if item.number == number] for number in reply.numbers}
    unknown = next((number for number, having in found.items() if not having), None)
    if unknown is not None:
        return UnknownNumber(unknown)
    grids = {having[0].grid for having in found.values() if len(having) == 1}
    chosen: list[int] = []
    for having in found.values():
        which = _among_namesakes(reply, having, now, quoted, grids, reader)
        if not isinstance(which, TheCase):
            return which
        chosen += which.ids
    return TheCase(tuple(chosen))


def _among_namesakes(
    reply: CadreReply, having: list[OpenItem], now: datetime, quoted: int | None, grids: set[str], reader: PlaceReader
) -> Which:
    """One of the cases that bear the same number in different grids."""
    if quoted is not None and quoted in {item.id for item in having}:
        return TheCase((quoted,))
    neighbours = [item for item in having if item.grid in grids]  # the grid of another case named beside it
    return _settle(reply, neighbours or having, now, reader)


def _settle(reply: CadreReply, items: Sequence[OpenItem], now: datetime, reader: PlaceReader) -> Which:
    scores = {item.id: _score(reply, item, reader) for item in items}
    here = [item for item in items if scores[item.id] != ELSEWHERE]
    if not here:
        return _ask(items)
    best = max(scores[item.id] for item in here)
    if best > NOTHING:
        here = [item for item in here if scores[item.id] == best]
    one = here[0] if len(here) == 1 else _asked_about(here, now)
    return TheCase((one.id,)) if one else _ask(here)


def _score(reply: CadreReply, item: OpenItem, reader: PlaceReader) -> int:
    if reply.verb in _NAMES_ANOTHER:
        return NOTHING
    return how_named(reply.words, item.place, item.label, reader)


def _asked_about(items: list[OpenItem], now: datetime) -> OpenItem | None:
    """The only case that waits, unless the talk has just been about another; else the only one asked about just now."""
    waiting = [item for item in items if item.waiting]
    if len(waiting) == 1:
        others = [item for item in items if item is not waiting[0]]
        if _is_recent(waiting[0].prompted_at, now) or not any(_is_fresh(item, now) for item in others):
            return waiting[0]
    prompted = [item for item in items if _is_recent(item.prompted_at, now)]
    return prompted[0] if len(prompted) == 1 else None


def _is_fresh(item: OpenItem, now: datetime) -> bool:
    return _is_recent(item.prompted_at, now) or _is_recent(item.answered_at, now)


def _is_recent(at: datetime | None, now: datetime) -> bool:
    return at is not None and now - at <= JUST_NOW


def _ask(items: Sequence[OpenItem]) -> Ambiguous:
    """Those that wait first, then by the newest prompt."""
    newest = sorted(items, key=lambda item: item.prompted_at or _LONG_AGO, reverse=True)
    return Ambiguous(tuple(item.id for item in sorted(newest, key=lambda item: not item.waiting)))
