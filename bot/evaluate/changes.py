"""What is other than it was when the figures were saved: figure by figure, and transcript by transcript. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.evaluate.compare import MISSED, RIGHT, WRONG_BOTH, WRONG_CATEGORY, WRONG_PLACE
from bot.evaluate.figures import figures
from bot.evaluate.saved import Result
from bot.evaluate.sets import added_up, sets_of

LEAST = 1e-9  # anything less is rounding
MEANING = {
    RIGHT: "right",
    WRONG_CATEGORY: "wrong category",
    WRONG_PLACE: "wrong place",
    WRONG_BOTH: "wrong category and place",
    MISSED: "missed",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of one set, over the transcripts that were scored both times."""

    of_set: str
    figure: str
    before: float
    now: float


def changed_figures(before: Mapping[str, Result], now: Mapping[str, Result]) -> Iterator[Change]:
    for name, ids in sets_of([one for one in now if one in before]).items():
        old, new = (figures(added_up({i: of[i].counts for i in ids}, ids)) for of in (before, now))
        for figure, value in new.items():
            if abs(value - old[figure]) > LEAST:
                yield Change(name, figure, old[figure], value)


def changed_transcripts(before: Mapping[str, Result], now: Mapping[str, Result]) -> Iterator[str]:
    """A line for each transcript whose cases came or went, or that is read otherwise."""
    for one, result in now.items():
        if one not in before:
            yield f"{one}: new"
        elif said := list(_changes(before[one], result)):
            yield f"{one}: {', '.join(said)}"


def _changes(before: Result, now: Result) -> Iterator[str]:
    if len(before.marks) != len(now.marks):
        yield "labelled anew"
        return
    for number, (old, new) in enumerate(zip(before.marks, now.marks, strict=True), 1):
        if old != new:
            yield f"case {number} {MEANING[old]} -> {MEANING[new]}"
    old_invented, new_invented = (one.counts["predicted"] - one.counts["matched"] for one in (before, now))
    if old_invented != new_invented:
        yield f"invented {old_invented} -> {new_invented}"
    elif before.marks == now.marks and before.print != now.print:
        yield "other details"
