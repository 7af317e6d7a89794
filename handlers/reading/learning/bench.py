"""Tries words out: what corrected, confirmed and mere chat would be read as with them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from handlers.reading.extra import extended, together
from handlers.reading.learning.change import OwnWords, added
from handlers.reading.learning.lesson import Fault, Heard, Lesson, Material
from handlers.reading.lexicon import Lexicon
from handlers.reading.lexicon_source import CategorySource, Sources
from handlers.reading.normalise import normalise
from handlers.reading.read import Reader

ALONE, DOUBTFUL = 1.0, 0.5  # what opens a case by itself, and what at least waits for one more sign


@dataclass(frozen=True, slots=True)
class Turned:
    """One of the lexicon's own sentences that would be read in another way."""

    sentence: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change would do."""

    mended: tuple[Lesson, ...]
    turned: tuple[Turned, ...]  # the lexicon's own sentences
    lost: int  # confirmed cases that would not be read any more
    heard_more: int  # messages of stored chat that would be read as a trouble


class Bench:
    """The lexicon with a community's own words, beside the same with more of them."""

    def __init__(self, sources: Sources, own: OwnWords, material: Material) -> None:
        self._own = together(sources.words, own)
        self._sources = dataclasses.replace(sources, words={})
        self._material = material
        present = extended(self._sources, self._own)
        self._sentences = [one for source in present.categories for one in (*reports(source), *others(source))]
        self._now = Reading(Lexicon(present))

    def still_wrong(self, lessons: Iterable[Lesson]) -> list[Lesson]:
        """Those that the present words would read wrongly again."""
        return [lesson for lesson in lessons if not self._now.is_right(lesson)]

    def trial(self, change: OwnWords, categories: Collection[str]) -> Reading:
        """How the change would read, seen with these categories alone, which is quick."""
        some = tuple(source for source in self._sources.categories if source.category in categories)
        own = {code: words for code, words in together(self._own, change).items() if code in categories}
        return Reading(Lexicon(extended(dataclasses.replace(self._sources, categories=some), own)))

    def effect(self, change: OwnWords, lessons: Iterable[Lesson]) -> Effect:
        """What the change does to everything that is known."""
        then = Reading(Lexicon(extended(self._sources, together(self._own, change))))
        says = _holding(change)
        return Effect(
            mended=tuple(lesson for lesson in lessons if then.is_right(lesson)),
            turned=tuple(self._turned(then, says)),
            lost=sum(self._is_lost(then, case) for case in self._material.confirmed if any(map(says, case.texts))),
            heard_more=sum(self._opens_now(then, text) for text in self._material.chat if says(text)),
        )

    def _turned(self, then: Reading, says: Callable[[str], bool]) -> Iterator[Turned]:
        for sentence in filter(says, dict.fromkeys(self._sentences)):
            before, after = self._now.standing(sentence), then.standing(sentence)
            if before != after:
                yield Turned(sentence, before, after)

    def _is_lost(self, then: Reading, case: Heard) -> bool:
        return self._now.reads(case.texts, case.category) and not then.reads(case.texts, case.category)

    def _opens_now(self, then: Reading, text: str) -> bool:
        return then.opens(text) and not self._now.opens(text)


class Reading:
    """How one lexicon reads; readings are remembered."""

    def __init__(self, lexicon: Lexicon) -> None:
        reader = Reader(lexicon)
        self._scores = lru_cache(50_000)(lambda text: _scores(reader, text))

    def standing(self, text: str) -> tuple[str, ...]:
        """The categories that a text may be about."""
        return tuple(sorted(code for code, score in self._scores(text).items() if score >= DOUBTFUL))

    def reads(self, texts: Iterable[str], category: str) -> bool:
        return any(category in self.standing(text) for text in texts)

    def opens(self, text: str) -> bool:
        """Whether the text names a trouble clearly enough to open a case; the talk around it has a say as well."""
        return max(self._scores(text).values(), default=0.0) >= ALONE

    def is_right(self, lesson: Lesson) -> bool:
        """Whether a corrected case would be read as it should have been."""
        best = self._best(lesson.texts)
        if lesson.fault is Fault.NOT_A_CASE:
            return best.get(lesson.wrong, 0.0) < DOUBTFUL and max(best.values(), default=0.0) < ALONE
        wanted = best.get(lesson.right, 0.0)
        if lesson.fault is Fault.MISSED:
            return wanted >= ALONE
        return wanted >= DOUBTFUL and wanted > best.get(lesson.wrong, 0.0)

    def _best(self, texts: Iterable[str]) -> dict[str, float]:
        best: dict[str, float] = {}
        for text in texts:
            for category, score in self._scores(text).items():
                best[category] = max(score, best.get(category, 0.0))
        return best


def reports(source: CategorySource) -> tuple[str, ...]:
    """How people report such a trouble, by the lexicon's own sentences."""
    return (*source.yes, *(sentence for rule in source.rules for sentence in rule.yes))


def others(source: CategorySource) -> tuple[str, ...]:
    """What sounds like it and is something else."""
    return (*source.no, *(sentence for rule in source.rules for sentence in rule.no))


def _scores(reader: Reader, text: str) -> dict[str, float]:
    scores: dict[str, float] = {}
    for candidate in reader.read(text).candidates:
        scores[candidate.category] = max(candidate.score, scores.get(candidate.category, 0.0))
    return scores


def _holding(change: OwnWords) -> Callable[[str], bool]:
    """Whether a text holds any of the added words; no other can be read differently."""
    words = added(change)
    return lambda text: any(word in normalise(text).text for word in words)
