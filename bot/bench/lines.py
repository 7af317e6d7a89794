"""The lines of the bench: what each has to reach, and a figure beside its target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Target:
    """What a line has to reach: at least so much, or at most."""

    value: float
    at_least: bool
    meaning: str

    def met(self, value: float) -> bool:
        return value >= self.value if self.at_least else value <= self.value

    def shown(self) -> str:
        return f"{'>=' if self.at_least else '<='} {self.value:g}"


TARGETS = {
    "pipeline_vs_jieba": Target(3.0, True, "jieba.lcut + raw insert of the same rows, by whole pipeline"),
    "floor_share": Target(0.4, True, "prefilter, Rust segmenter and raw batched insert, by whole pipeline"),
    "reading_vs_spacy_jieba": Target(10.0, True, "spaCy with jieba segmenter and PhraseMatcher, by reading"),
    "reading_vs_spacy_char": Target(4.0, True, "spaCy with character segmenter and PhraseMatcher, by reading"),
    "cores_at_1400": Target(0.6, False, "processors used at 1,400 messages/s with a commit window of 20 ms"),
    "p99_windows": Target(3.0, False, "99th percentile from received to committed, in commit windows of 20 ms"),
    "groups_growth": Target(1.3, False, "cost of a message at 59,200 groups, by that at 10 groups"),
    "bytes_per_group": Target(1024.0, False, "resident bytes of an idle group"),
    "startup_vs_jieba": Target(1.5, False, "processor time until ready, by that of loading plain jieba"),
}
OF_A_DATABASE = frozenset(
    {"pipeline_vs_jieba", "floor_share", "cores_at_1400", "p99_windows", "groups_growth"}
)  # the others are the same on every database
Line = dict[str, Any]


def line(name: str, value: float | None, *, reached: bool = True, **more: object) -> Line:
    """One figure beside its target; `reached` is false where it is not what was asked for, such as extrapolated."""
    target = TARGETS[name]
    met = None if value is None else reached and target.met(value)
    return {"value": value, "target": target.value, "at_least": target.at_least, "met": met, **more}
