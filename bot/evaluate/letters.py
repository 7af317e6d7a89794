"""Letters to a mayor's mailbox: is a letter that a line department answered read as a report, and as the right one?

Which labels are line departments, and which categories of ours a department stands for, is data: letters.yaml. A letter
is long and formal and no message of a group, so the shares compare one lexicon with the next and promise nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from handlers.reading.facts import Act, Facts

DATA = Path(__file__).with_name("letters.yaml")
JUDGED, ALL = "judged", "all"


@dataclass(frozen=True, slots=True)
class Department:
    """A line department, the words that name it in labels, and the categories that are its work alone, if any."""

    name: str
    labels: tuple[str, ...]
    categories: frozenset[str]


@dataclass(frozen=True, slots=True)
class Letter:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class LetterRow:
    """How one department's letters were read. `judged` are those whose department stands for categories."""

    department: str
    letters: int
    reported: int
    judged: int
    first_right: int  # the best candidate is one of the department's categories
    any_right: int


@cache
def departments() -> tuple[Department, ...]:
    rows = yaml.safe_load(DATA.read_text("utf-8"))
    return tuple(Department(row["name"], tuple(row["labels"]), frozenset(row["categories"])) for row in rows)


def letter_of(row: Mapping[str, Any]) -> Letter:
    return Letter(str(row["label"]), str(row["text"]))


def department_of(label: str) -> Department | None:
    """The line department that a label names; None for a general office."""
    return next((one for one in departments() if any(word in label for word in one.labels)), None)


def recall(letters: Iterable[Letter], read: Callable[[str], Facts]) -> list[LetterRow]:
    """A row for each department, in the order of letters.yaml, for those that stand for categories, and for all."""
    rows: dict[str, list[LetterRow]] = {one.name: [] for one in departments()}
    for letter in letters:
        department = department_of(letter.label)
        if department is not None:
            rows[department.name].append(judged(department, read(letter.text)))
    everything = [row for found in rows.values() for row in found]
    rows |= {JUDGED: [row for row in everything if row.judged], ALL: everything}
    return [added(name, found) for name, found in rows.items() if found]


def judged(department: Department, facts: Facts) -> LetterRow:
    """One letter."""
    wanted = department.categories
    read = [one.category for one in facts.candidates] if is_report(facts) else []
    return LetterRow(
        department.name,
        letters=1,
        reported=bool(read),
        judged=bool(wanted),
        first_right=bool(wanted.intersection(read[:1])),
        any_right=bool(wanted.intersection(read)),
    )


def is_report(facts: Facts) -> bool:
    return facts.does(Act.REPORT, Act.REQUEST, Act.SUGGEST)


def added(name: str, rows: Sequence[LetterRow]) -> LetterRow:
    return LetterRow(
        name,
        letters=len(rows),
        reported=sum(row.reported for row in rows),
        judged=sum(row.judged for row in rows),
        first_right=sum(row.first_right for row in rows),
        any_right=sum(row.any_right for row in rows),
    )
