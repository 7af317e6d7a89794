"""The words of a group's weekly picture. Each of them has passed the same door as every other post."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from handlers.figures import Part, Tally, summed
from handlers.wording.card_values import HOURS, Ended, Trend, WeekCard
from handlers.wording.digest import SMALL, next_word
from handlers.wording.drawable import drawable
from handlers.wording.notes import kept, public_matter
from handlers.wording.public import publish
from handlers.wording.times import WEEKDAYS, Moment, say_date, say_span
from handlers.wording.values import Standing
from models.errors import NotPublic

LINE_LIMIT = 60  # characters of one line of the picture
KINDS, DONE_LINES, OPEN_LINES = 8, 5, 6
WEEKS_THAT_SHOW = 2  # a trend of one week is none


@dataclass(frozen=True, slots=True)
class Bar:
    """A number with its name; `closed` is the part of it that is closed."""

    label: str
    received: int
    closed: int


@dataclass(frozen=True, slots=True)
class Heat:
    """Numbers by rows and columns."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One case: what it is, what is to be said of it, and for a closed one its photos, by content hash."""

    matter: str
    note: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that the picture shows, ready to be set."""

    place: str
    days: str
    tally: Tally
    personal: int  # private matters, counted from SMALL on; else 0
    kinds: tuple[Bar, ...]
    trend: tuple[Bar, ...]
    heat: Heat | None
    ended: tuple[Line, ...]
    more_ended: int
    still_open: tuple[Line, ...]
    more_open: int
    helpers: str


def card_of(week: WeekCard, moment: Moment, names: Collection[str] = ()) -> Card:
    """The picture's content. NotPublic where anything in it would point at a person, or a number does not add up."""
    digest = week.digest
    shared = [part for part in digest.figures.by_category if not part.private and part.tally.received]
    tally = summed(shared)
    if not tally.reconciles():
        raise NotPublic("the week's numbers do not add up")
    personal = summed([part for part in digest.figures.by_category if part.private]).received
    still_open = [one for one in digest.still_open if not one.case.private]
    ended = sorted((one for one in week.ended if not one.case.private), key=lambda one: one.after is None)
    say = _Say(names, kept(*still_open) | {one.case.label for one in ended} | {one.who for one in ended})
    return Card(
        place=say.configured(week.place),
        days=f"{say_date(digest.first, digest.first)}—{say_date(digest.last, digest.first)}",
        tally=tally,
        personal=personal if personal >= SMALL else 0,
        kinds=_kinds(shared, say),
        trend=trend_bars(week.trend),
        heat=_heat(week.trend, SMALL),
        ended=tuple(_ended(one, say) for one in ended[:DONE_LINES]),
        more_ended=max(0, len(ended) - DONE_LINES),
        still_open=tuple(_open(one, moment, say) for one in still_open[:OPEN_LINES]),
        more_open=max(0, len(still_open) - OPEN_LINES),
        helpers="、".join(say.configured(name) for name in digest.helpers),
    )


class _Say:
    """The door to the picture, for the names of one group."""

    def __init__(self, names: Collection[str], keep: Collection[str]) -> None:
        self._names = names
        self._keep = frozenset(keep)

    def line(self, text: str) -> str:
        shown = drawable(text)
        return publish(shown, names=self._names, keep=self._keep, max_length=LINE_LIMIT).replace("\n", " ")

    def configured(self, word: str) -> str:
        """A word of the configuration, which stays as it is where it is harmless."""
        return publish(drawable(word), names=self._names, keep=self._keep | {word}, max_length=LINE_LIMIT)

    def matter(self, one: Standing | Ended) -> str:
        return self.line(public_matter(one.case, self._names))


def _kinds(shared: Sequence[Part], say: _Say) -> tuple[Bar, ...]:
    by_size = sorted(shared, key=lambda part: (-part.tally.received, part.name))
    shown, rest = by_size[:KINDS], summed(by_size[KINDS:])
    bars = [Bar(say.configured(part.name), part.tally.received, part.tally.closed) for part in shown]
    return (*bars, Bar("其他各类", rest.received, rest.closed)) if rest.received else tuple(bars)


def trend_bars(trend: Trend) -> tuple[Bar, ...]:
    """The weeks by their first day; nothing where they would show no trend."""
    if sum(week.received > 0 for week in trend.weeks) < WEEKS_THAT_SHOW:
        return ()
    return tuple(Bar(f"{week.first.month}.{week.first.day}", week.received, week.closed) for week in trend.weeks)


def _heat(trend: Trend, least: int) -> Heat | None:
    """When in the week cases came. Fewer than `least` in a cell are not told, and look like none."""
    values = tuple(tuple(count if count >= least else 0 for count in day) for day in trend.busy)
    return heat_of(values) if any(map(any, values)) else None


def heat_of(values: tuple[tuple[int, ...], ...]) -> Heat:
    days = tuple(f"周{WEEKDAYS[at]}" for at in range(len(values)))
    return Heat(days, tuple(f"{at * HOURS}点" for at in range(len(values[0]))), values)


def _ended(one: Ended, say: _Say) -> Line:
    who = f"{one.who}，" if one.who else ""
    return Line(say.matter(one), say.line(f"{who}用时{say_span(one.span)}"), one.before, one.after)


def _open(one: Standing, moment: Moment, say: _Say) -> Line:
    return Line(say.matter(one), say.line(next_word(one, moment)))
