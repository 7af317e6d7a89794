"""What was read of one transcript beside its label: which case is which, what is missing, what was made up. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.evaluate.labels import HEARD, Found, Label, Prediction
from bot.evaluate.place import SAME_ENOUGH, likeness

RIGHT, WRONG_CATEGORY, WRONG_PLACE, WRONG_BOTH, MISSED = "r", "c", "p", "x", "-"


@dataclass(frozen=True, slots=True)
class Match:
    """A labelled case, its place in the label, and what was read of it, if anything was."""

    at: int
    label: Found
    read: Found | None

    @property
    def right_category(self) -> bool:
        return self.read is not None and self.read.category == self.label.category

    @property
    def right_place(self) -> bool:
        return self.read is not None and likeness(self.label.place, self.read.place) >= SAME_ENOUGH

    @property
    def mark(self) -> str:
        if self.read is None:
            return MISSED
        marks = {(True, True): RIGHT, (False, True): WRONG_CATEGORY, (True, False): WRONG_PLACE}
        return marks.get((self.right_category, self.right_place), WRONG_BOTH)


@dataclass(frozen=True, slots=True)
class Heard:
    """Messages of one kind: labelled and read."""

    label: frozenset[int]
    read: frozenset[int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One transcript, judged."""

    matches: tuple[Match, ...]  # one for each labelled case, in its order
    read: tuple[Found, ...]
    invented: tuple[Found, ...]
    heard: Mapping[str, Heard]
    chat: int
    disturbed: tuple[tuple[int, str], ...]  # posts after mere chat

    @property
    def marks(self) -> str:
        return "".join(match.mark for match in self.matches)


def compare(label: Label, prediction: Prediction) -> Comparison:
    evidence = frozenset[int]().union(*(case.evidence for case in label.cases))
    free = label.optional - evidence
    read = tuple(case for case in prediction.cases if not case.messages or not case.evidence <= free)
    pairs = pair_up(label.cases, read)
    matches = (Match(at, case, read[pairs[at]] if at in pairs else None) for at, case in enumerate(label.cases))
    taken = set(pairs.values())
    return Comparison(
        matches=tuple(matches),
        read=read,
        invented=tuple(case for at, case in enumerate(read) if at not in taken),
        heard={kind: Heard(label.heard[kind], prediction.heard[kind]) for kind in HEARD},
        chat=len(label.chat),
        disturbed=tuple(post for post in prediction.posts if post[0] in label.chat),
    )


def pair_up(labelled: Sequence[Found], read: Sequence[Found]) -> dict[int, int]:
    """Labelled case -> read case: those that share most of their evidence first, each used once."""
    shares = (
        (-len(a.evidence & b.evidence) / len(a.evidence | b.evidence), i, j)
        for i, a in enumerate(labelled)
        for j, b in enumerate(read)
        if a.evidence & b.evidence
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(shares):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs
