"""What kind of trouble a talk resembles, by the words of the lexicon's own sentences. Pure.

A complement naive Bayes model (Rennie et al. 2003) over words and pairs of characters, counted when the lexicon is
loaded. It opens no case; it only helps to tell which kind a case is whose words no rule knows.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

Cut = Callable[[str], Iterable[str]]

SMOOTHING = 0.3
OF_A_WORD = 0.15  # a word of a group counts so much of a sentence
SHARPNESS = 1.5  # nats of the summed scores that make one kind e times as likely as another
LONGEST = 600  # characters of a talk that are looked at
_RUN = re.compile("[\u4e00-\u9fff]+")


class Likeness:
    """Immutable after it is built; `sentences` and `words` are by category."""

    def __init__(
        self,
        sentences: Mapping[str, Iterable[str]],
        words: Mapping[str, Iterable[str]],
        cut: Cut,
        sharpness: float = SHARPNESS,
    ) -> None:
        self._cut = cut
        self._sharpness = sharpness
        counts = {category: self._count(told, words.get(category, ())) for category, told in sentences.items()}
        self._categories = tuple(counts)
        self._weights = _weights(tuple(counts.values()))

    def kinds(self, text: str) -> dict[str, float]:
        """The chance of each category, together 1; empty where no piece of the text is known."""
        known = [self._weights[piece] for piece in self._pieces(text[:LONGEST]) if piece in self._weights]
        if not known:
            return {}
        sums = [sum(column) for column in zip(*known, strict=True)]
        best = max(sums)
        odds = [math.exp((total - best) / self._sharpness) for total in sums]
        whole = sum(odds)
        return {category: each / whole for category, each in zip(self._categories, odds, strict=True)}

    def telling(self, text: str, category: str, most: int = 3) -> tuple[str, ...]:
        """The words of a text that speak most for a category."""
        if category not in self._categories:
            return ()
        at = self._categories.index(category)
        words = {piece for piece in self._cut(text[:LONGEST]) if len(piece) > 1 and piece in self._weights}
        lead = {piece: self._weights[piece][at] - sum(self._weights[piece]) / len(self._categories) for piece in words}
        return tuple(
            sorted((piece for piece in words if lead[piece] > 0), key=lambda piece: (-lead[piece], piece))[:most]
        )

    def _count(self, sentences: Iterable[str], words: Iterable[str]) -> Counter[str]:
        counted: Counter[str] = Counter()
        for sentence in sentences:
            counted.update(self._pieces(sentence))
        for word in words:
            for piece in {word, *_pairs(word)}:
                counted[piece] += OF_A_WORD  # type: ignore[assignment]
        return counted

    def _pieces(self, text: str) -> set[str]:
        return {word for word in self._cut(text) if _RUN.match(word)} | _pairs(text)


def _pairs(text: str) -> set[str]:
    return {run[at : at + 2] for run in _RUN.findall(text) for at in range(len(run) - 1)}


def _weights(counts: Sequence[Mapping[str, float]]) -> dict[str, tuple[float, ...]]:
    """How much each piece speaks for each category: how rare it is among all the others."""
    everything: Counter[str] = Counter()
    for counted in counts:
        everything.update(counted)
    whole, smooth = sum(everything.values()), SMOOTHING * len(everything)
    rest = [math.log(whole - sum(counted.values()) + smooth) for counted in counts]
    weights: dict[str, tuple[float, ...]] = {}
    for piece, total in everything.items():
        common = math.log(total + SMOOTHING)
        weights[piece] = tuple(
            log_rest - (math.log(total - counted[piece] + SMOOTHING) if piece in counted else common)
            for counted, log_rest in zip(counts, rest, strict=True)
        )
    return weights
