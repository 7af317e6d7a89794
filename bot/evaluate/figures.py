"""Figures from counts: shares, precision and recall, for a whole set and for each category. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.evaluate.labels import HEARD
from bot.evaluate.tally import Tally

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """How one category of the labels fared; `precision` counts all that was read as it, made up or not."""

    category: str
    gold: int
    found: int
    right_category: int
    right_place: int
    precision: float
    recall: float
    f1: float


def figures(counts: Tally) -> Figures:
    """The figures of a set of transcripts, by name; what each means stands in docs/operating.md."""
    precision, recall, f1 = scores(counts["matched"], counts["predicted"], counts["gold"])
    matched = counts["matched"]
    return {
        "transcripts": counts["transcripts"],
        "cases_gold": counts["gold"],
        "case_precision": precision,
        "case_recall": recall,
        "case_f1": f1,
        "usable_case_f1": scores(counts["usable"], counts["predicted"], counts["gold"])[2],
        "evidence_f1": _f1_of(counts, "evidence") if matched else 0.0,
        "supporters_f1": _f1_of(counts, "supporters") if matched else 0.0,
        "category_accuracy": share(sum(n for label, read, n in readings(counts) if label == read), matched),
        "category_macro_f1": macro_f1(counts),
        "place_accuracy": share(counts["placed"], matched),
        "urgency_accuracy": share(counts["urgency"], matched),
        "emergency_precision": share(counts["emergency hit"], counts["emergency predicted"], of_nothing=1.0),
        "emergency_recall": share(counts["emergency hit"], counts["emergency gold"], of_nothing=1.0),
        **{f"{kind}_f1": _f1_of(counts, kind) for kind in HEARD},
        "disturbed_per_1000_chat": 1000 * share(counts["disturbed"], counts["chat"]),
    }


def by_category(counts: Tally) -> list[CategoryRow]:
    """A row for each category that was labelled or read, the most frequent first."""
    names = {key.split(" ", 1)[1] for key in counts if key.startswith(("gold ", "predicted "))}
    return sorted((_row(counts, name) for name in names), key=lambda row: (-row.gold, row.category))


def _row(counts: Tally, category: str) -> CategoryRow:
    gold, right = counts[f"gold {category}"], counts[f"read {category}>{category}"]
    found = sum(n for label, _, n in readings(counts) if label == category)
    return CategoryRow(
        category,
        gold,
        found,
        right,
        counts[f"placed {category}"],
        *scores(right, counts[f"predicted {category}"], gold),
    )


def macro_f1(counts: Tally) -> float:
    """Among cases that were found: the mean over the labelled categories, however rare."""
    found = list(readings(counts))
    each = [
        scores(
            sum(n for label, read, n in found if label == read == category),
            sum(n for _, read, n in found if read == category),
            sum(n for label, _, n in found if label == category),
        )[2]
        for category in {label for label, _, _ in found}
    ]
    return share(sum(each), len(each))


def readings(counts: Tally) -> Iterator[tuple[str, str, int]]:
    """(labelled category, category read, how often) of the cases that were found."""
    for key, n in counts.items():
        if key.startswith("read "):
            label, read = key.removeprefix("read ").split(">")
            yield label, read, n


def scores(hit: int, predicted: int, gold: int) -> tuple[float, float, float]:
    """(precision, recall, F1); all 1.0 where there was nothing to find and nothing was found."""
    if not predicted and not gold:
        return 1.0, 1.0, 1.0
    precision, recall = share(hit, predicted), share(hit, gold)
    return precision, recall, share(2 * precision * recall, precision + recall)


def share(part: float, whole: float, of_nothing: float = 0.0) -> float:
    return part / whole if whole else of_nothing


def _f1_of(counts: Tally, name: str) -> float:
    return scores(counts[f"{name} hit"], counts[f"{name} predicted"], counts[f"{name} gold"])[2]
