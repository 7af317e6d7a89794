"""What kind of trouble a talk resembles, by the words of the lexicon's own sentences. Pure.

A complement naive Bayes model (Rennie et al. 2003) over words and pairs of characters, counted when the lexicon is
loaded. It opens no case; it only helps to tell which kind a case is whose words no rule knows.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

Cut = Callable[[str], Iterable[str]]

SMOOTHING = 0.3
OF_A_WORD = 0.3  # a word of a group counts so much of a sentence
SHARPNESS = 3.0  # nats of the summed scores that make one kind e times as likely as another
LONGEST = 600  # characters of a talk that are looked at
_RUN = re.compile("[\u4e00-\u9fff]+")


class Likeness:
    """Immutable after it is built; `sentences` and `words` are by category."""

    def __init__(self, sentences: Mapping[str, Iterable[str]], words: Mapping[str, Iterable[str]], cut: Cut) -> None:
        self._cut = cut
        counts = {category: self._count(told, words.get(category, ())) for category, told in sentences.items()}
        everything: Counter[str] = Counter()
        for counted in counts.values():
            everything.update(counted)
        self._weights = {category: _weights(counted, everything) for category, counted in counts.items()}

    def kinds(self, text: str) -> dict[str, float]:
        """The chance of each category, together 1; empty where no piece of the text is known."""
        found = self._pieces(text[:LONGEST])
        sums = {
            category: sum(weights[piece] for piece in found if piece in weights)
            for category, weights in self._weights.items()
        }
        best = max(sums.values(), default=0.0)
        if not any(sums.values()):
            return {}
        odds = {category: math.exp((total - best) / SHARPNESS) for category, total in sums.items()}
        whole = sum(odds.values())
        return {category: each / whole for category, each in odds.items()}

    def telling(self, text: str, category: str, most: int = 3) -> tuple[str, ...]:
        """The words of a text that speak most for a category."""
        weights = self._weights.get(category, {})
        words = {piece for piece in self._cut(text[:LONGEST]) if len(piece) > 1 and weights.get(piece, 0.0) > 0}
        return tuple(sorted(words, key=lambda piece: (-weights[piece], piece))[:most])

    def _count(self, sentences: Iterable[str], words: Iterable[str]) -> Counter[str]:
        counted: Counter[str] = Counter()
        for sentence in sentences:
            counted.update(self._pieces(sentence))
        for word in words:
            for piece in self._pieces(word):
                counted[piece] += OF_A_WORD  # type: ignore[assignment]
        return counted

    def _pieces(self, text: str) -> set[str]:
        words = {word for word in self._cut(text) if _RUN.match(word)}
        return words | {run[at : at + 2] for run in _RUN.findall(text) for at in range(len(run) - 1)}


def _weights(counted: Mapping[str, float], everything: Mapping[str, float]) -> dict[str, float]:
    """How much each piece speaks for a category: how rare it is among all the others."""
    size = SMOOTHING * len(everything)
    others = sum(everything.values()) - sum(counted.values()) + size
    return {
        piece: -math.log((total - counted.get(piece, 0.0) + SMOOTHING) / others) for piece, total in everything.items()
    }
