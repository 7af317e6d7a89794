"""What kind of trouble a talk resembles, by the words of the lexicon's own sentences. Pure.

A complement naive Bayes model (Rennie et al. 2003) over words and pairs of characters, counted when the lexicon is
loaded. What it tells is one sign among others: it never opens a case by itself (see conversation/likely_kind.py).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import lru_cache

Cut = Callable[[str], Iterable[str]]
Pieces = Callable[[str], Set[str]]

SMOOTHING = 0.3
OF_A_WORD = 0.15  # a word of a group counts so much of a sentence
SHARPNESS = 1.5  # nats of the summed scores that make one kind e times as likely as another
GRAIN = 0.05  # nats; weights in such steps are shared, which saves memory and keeps what is looked up in the cache
REMEMBERED = 4096  # texts; a group's recent words are asked about again and again
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
        pieces: Pieces | None = None,
    ) -> None:
        """`pieces` does what `pieces_of` does; several models of the same sentences may share a remembering one."""
        self._cut = cut
        self._sharpness = sharpness
        pieces = pieces or self._pieces
        counts = {each: _count(told, words.get(each, ()), pieces) for each, told in sentences.items()}
        self._categories = tuple(counts)
        self._rest, self._speaks = _weights(tuple(counts.values()))
        self.kinds = lru_cache(REMEMBERED)(self._kinds)

    def _kinds(self, text: str) -> Mapping[str, float]:
        """The chance of each category, together 1; empty where no piece of the text is known."""
        known = [self._speaks[piece] for piece in self._pieces(text[:LONGEST]) if piece in self._speaks]
        if not known:
            return {}
        sums = [len(known) * rest for rest in self._rest]
        for spoken in known:
            for at, weight in spoken:
                sums[at] += weight
        best = max(sums)
        odds = [math.exp((total - best) / self._sharpness) for total in sums]
        whole = sum(odds)
        return {category: each / whole for category, each in zip(self._categories, odds, strict=True)}

    def telling(self, text: str, category: str, most: int = 3) -> tuple[str, ...]:
        """The words of a text that speak most for a category."""
        if category not in self._categories:
            return ()
        at = self._categories.index(category)
        words = {piece for piece in self._cut(text[:LONGEST]) if len(piece) > 1 and piece in self._speaks}
        lead = {piece: weight for piece in words for found, weight in self._speaks[piece] if found == at}
        return tuple(sorted(lead, key=lambda piece: (-lead[piece], piece))[:most])

    def _pieces(self, text: str) -> Set[str]:
        return pieces_of(text, self._cut)


def pieces_of(text: str, cut: Cut) -> Set[str]:
    """The words of a text and its pairs of neighbouring characters."""
    return {word for word in cut(text) if _RUN.match(word)} | _pairs(text)


def _count(sentences: Iterable[str], words: Iterable[str], pieces: Pieces) -> Counter[str]:
    counted: Counter[str] = Counter()
    for sentence in sentences:
        counted.update(pieces(sentence))
    for word in words:
        for piece in {word, *_pairs(word)}:
            counted[piece] += OF_A_WORD  # type: ignore[assignment]
    return counted


def _pairs(text: str) -> set[str]:
    return {run[at : at + 2] for run in _RUN.findall(text) for at in range(len(run) - 1)}


def _weights(counts: Sequence[Mapping[str, float]]) -> tuple[list[float], dict[str, list[tuple[int, float]]]]:
    """For each category what any known piece counts, and for each piece what it counts beyond that where it was seen.

    A piece speaks for a category by how rare it is among all the others.
    """
    everything: Counter[str] = Counter()
    for counted in counts:
        everything.update(counted)
    whole, smooth = sum(everything.values()), SMOOTHING * len(everything)
    rest = [math.log(whole - sum(counted.values()) + smooth) for counted in counts]
    common = {piece: math.log(total + SMOOTHING) for piece, total in everything.items()}
    speaks: dict[str, list[tuple[int, float]]] = {piece: [] for piece in everything}
    shared: dict[tuple[int, float], tuple[int, float]] = {}
    for at, counted in enumerate(counts):
        for piece, count in counted.items():
            weight = common[piece] - math.log(everything[piece] - count + SMOOTHING)
            pair = (at, round(weight / GRAIN) * GRAIN)
            speaks[piece].append(shared.setdefault(pair, pair))
    return rest, speaks
