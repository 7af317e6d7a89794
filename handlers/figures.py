"""The figures that leaders are judged by: values and their arithmetic only. Rates keep what they were taken of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

FAIRLY_CONTENT_COUNTS = 0.9  # of a 基本满意, in the formula of Beijing's reporting
TOTAL_WEIGHTS = (0.1, 0.5, 0.4)  # contacted, solved, content


@dataclass(frozen=True, slots=True)
class Rate:
    """A share together with what it was taken of."""

    part: float
    whole: int

    @property
    def value(self) -> float | None:
        """Between 0 and 1; None where there was nothing to take a share of."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Tally:
    """Cases received in a period, by how they stand at its end: every case counts in exactly one of the others."""

    received: int = 0
    closed: int = 0
    open: int = 0
    cannot: int = 0
    transferred_out: int = 0

    def reconciles(self) -> bool:
        return self.received == self.closed + self.open + self.cannot + self.transferred_out

    def plus(self, other: Tally) -> Tally:
        return Tally(
            self.received + other.received,
            self.closed + other.closed,
            self.open + other.open,
            self.cannot + other.cannot,
            self.transferred_out + other.transferred_out,
        )


@dataclass(frozen=True, slots=True)
class CallBacks:
    """Valid answers of residents who were asked afterwards, and what they said."""

    valid: int = 0
    contacted: int = 0
    solved: int = 0
    content: int = 0
    fairly_content: int = 0

    @property
    def contact(self) -> Rate:
        return Rate(self.contacted, self.valid)

    @property
    def solve(self) -> Rate:
        return Rate(self.solved, self.valid)

    @property
    def satisfaction(self) -> Rate:
        return Rate(self.content + FAIRLY_CONTENT_COUNTS * self.fairly_content, self.valid)

    @property
    def total(self) -> float | None:
        """The weighted score between 0 and 1."""
        rates = (self.contact.value, self.solve.value, self.satisfaction.value)
        if any(rate is None for rate in rates):
            return None
        return sum(weight * (rate or 0.0) for weight, rate in zip(TOTAL_WEIGHTS, rates, strict=True))


@dataclass(frozen=True, slots=True)
class Part:
    """One category or one child node with its share of the tally. `private`: never told apart in a group."""

    name: str  # the label as people read it
    tally: Tally
    private: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """One node's figures for one period."""

    tally: Tally = Tally()
    due: int = 0  # cases whose limit fell into the period
    closed_on_time: int = 0  # of those
    call_backs: CallBacks = CallBacks()
    ended: int = 0  # cases closed in the period, also older ones: what reopening and staying below are shares of
    reopened: int = 0
    repeated: int = 0  # received cases about a trouble that had been closed before
    ended_in_grid: int = 0  # of the ended: without leaving its grid
    ended_in_community: int = 0
    first_response: timedelta | None = None  # on average
    solving: timedelta | None = None
    by_category: tuple[Part, ...] = ()
    by_child: tuple[Part, ...] = ()

    @property
    def on_time(self) -> Rate:
        return Rate(self.closed_on_time, self.due)

    @property
    def reopening(self) -> Rate:
        return Rate(self.reopened, self.ended)

    @property
    def repetition(self) -> Rate:
        return Rate(self.repeated, self.tally.received)

    @property
    def within_grid(self) -> Rate:
        return Rate(self.ended_in_grid, self.ended)

    @property
    def within_community(self) -> Rate:
        return Rate(self.ended_in_community, self.ended)

    def reconciles(self) -> bool:
        """Whether the tally adds up, and each breakdown adds up to it."""
        breakdowns = (self.by_category, self.by_child)
        return self.tally.reconciles() and all(summed(parts) == self.tally for parts in breakdowns if parts)


def summed(parts: Sequence[Part]) -> Tally:
    total = Tally()
    for part in parts:
        total = total.plus(part.tally)
    return total


def mean(spans: Sequence[timedelta]) -> timedelta | None:
    """The average, or None of nothing."""
    return sum(spans, timedelta()) / len(spans) if spans else None
