"""From corrections to proposals: the smallest change of words that would have read several of them rightly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from handlers.reading.extra import together
from handlers.reading.learning.bench import Bench, Effect, reports
from handlers.reading.learning.change import OwnWords, additions, veto
from handlers.reading.learning.lesson import Fault, Lesson, Material
from handlers.reading.learning.phrases import LONGEST, Guard, Phrases
from handlers.reading.lexicon_source import Sources
from handlers.reading.normalise import normalise

LEAST = 2  # corrections that must bear a proposal out
TRIED = 8  # phrases of one kind of correction that are tried
WEIGHED = 3  # changes whose whole effect is looked at
COMMON = 2  # of the lexicon's own reports: a phrase in so many is how people report, and vetoes nothing
LOST_OF_MENDED = 5  # a veto may cost one confirmed case for so many mended ones


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words that a person may add, with what they would do."""

    fault: Fault
    wrong: str
    right: str
    change: OwnWords
    effect: Effect
    of: int  # corrections of this kind that are read wrongly still


@dataclass(frozen=True, slots=True)
class Doubted:
    """A rule that was wrong more often than right."""

    rule: str
    wrong: int
    right: int


@dataclass(frozen=True, slots=True)
class Learnt:
    """Everything that the corrections teach."""

    proposals: tuple[Proposal, ...]
    rules: tuple[Doubted, ...]
    mended: int  # corrections that the present words would read rightly
    left: int  # those with nothing in common that would mend them


def learn(sources: Sources, own: OwnWords, material: Material, guard: Guard, least: int = LEAST) -> Learnt:
    """The proposals, the best borne out first; the same material always gives the same."""
    lessons = list(_independent(material.lessons))
    bench = Bench(sources, own, material)
    wrong = bench.still_wrong(lessons)
    search = _Search(sources, bench, Phrases(guard), least)
    found = [proposal for kind in _by_kind(wrong) for proposal in search.proposals(kind)]
    found.sort(key=lambda one: (-len(one.effect.mended), str(one.change)))
    mended = {lesson for proposal in found for lesson in proposal.effect.mended}
    return Learnt(tuple(found), doubted(material, least), len(lessons) - len(wrong), len(wrong) - len(mended))


def doubted(material: Material, least: int) -> tuple[Doubted, ...]:
    """Rules that opened more cases that were none, or of another kind, than cases that stood."""
    wrong = Counter(rule for lesson in material.lessons for rule in lesson.rules if _misled(lesson, rule))
    right = Counter(rule for case in material.confirmed for rule in case.rules if rule.startswith(f"{case.category}."))
    found = [Doubted(rule, count, right[rule]) for rule, count in wrong.items() if count >= least]
    return tuple(sorted((one for one in found if one.wrong > one.right), key=lambda one: (-one.wrong, one.rule)))


def _misled(lesson: Lesson, rule: str) -> bool:
    return lesson.fault is not Fault.MISSED and rule.startswith(f"{lesson.wrong}.")


def _independent(lessons: Iterable[Lesson]) -> Iterator[Lesson]:
    """The same words copied again teach nothing more."""
    seen: set[tuple[str, ...]] = set()
    for lesson in lessons:
        said = tuple(normalise(text).text for text in lesson.texts)
        if any(said) and said not in seen:
            seen.add(said)
            yield lesson


def _by_kind(lessons: Iterable[Lesson]) -> list[list[Lesson]]:
    kinds: dict[tuple[str, str, str], list[Lesson]] = {}
    for lesson in lessons:
        kinds.setdefault((lesson.fault, lesson.wrong, lesson.right), []).append(lesson)
    return list(kinds.values())


class _Search:
    """Looks for the change that mends most at the least cost, until nothing mends enough any more."""

    def __init__(self, sources: Sources, bench: Bench, phrases: Phrases, least: int) -> None:
        self._reports = [normalise(text).text for one in sources.categories for text in reports(one)]
        self._bench = bench
        self._phrases = phrases
        self._least = least

    def proposals(self, lessons: Sequence[Lesson]) -> Iterator[Proposal]:
        """Proposals for corrections of one kind, each for those that the ones before leave over."""
        left = list(lessons)
        while len(left) >= self._least:
            best = self._best(left)
            if best is None:
                return
            change, effect = best
            yield Proposal(left[0].fault, left[0].wrong, left[0].right, change, effect, len(lessons))
            left = [lesson for lesson in left if lesson not in effect.mended]

    def _best(self, lessons: Sequence[Lesson]) -> tuple[OwnWords, Effect] | None:
        kind = lessons[0]
        texts = [lesson.texts for lesson in lessons]
        opening = {word for lesson in lessons for word in lesson.words if len(word) <= LONGEST}
        tried: list[tuple[int, int, OwnWords]] = []
        for phrase in self._phrases.shared(texts, self._least, shortest=bool(kind.right))[:TRIED]:
            # What opened the cases is no veto: it would take the rule away from everybody.
            can_veto = self._is_rare(phrase) and not any(phrase in word for word in opening)
            tried += self._smallest(lessons, phrase, can_veto=can_veto)
        tried.sort(key=lambda one: one[:2])
        weighed = [(change, self._bench.effect(change, lessons)) for _, _, change in tried[:WEIGHED]]
        return max((one for one in weighed if self._is_sound(one[1])), key=lambda one: _worth(one[1]), default=None)

    def _smallest(
        self, lessons: Sequence[Lesson], phrase: str, *, can_veto: bool
    ) -> Iterator[tuple[int, int, OwnWords]]:
        """The first change with a phrase that mends enough: how much (negative), how bold it is, and the change."""
        kind = lessons[0]
        categories = {code for code in (kind.wrong, kind.right) if code}
        for bold, (change, alone) in enumerate(_changes(kind, phrase, can_veto=can_veto)):
            trial = self._bench.trial(change, categories)
            if kind.right and not alone and trial.reads((phrase,), kind.right):
                continue  # the phrase holds the other half as well: it would speak alone without saying so
            count = sum(map(trial.is_right, lessons))
            if count >= self._least:
                yield -count, bold, change
                return

    def _is_rare(self, phrase: str) -> bool:
        return sum(phrase in report for report in self._reports) < COMMON

    def _is_sound(self, effect: Effect) -> bool:
        mended = len(effect.mended)
        return mended >= self._least and effect.lost * LOST_OF_MENDED <= mended and _worth(effect) > 0


def _changes(kind: Lesson, phrase: str, *, can_veto: bool) -> Iterator[tuple[OwnWords, bool]]:
    """The smallest first, and whether the phrase would then speak alone."""
    vetoed = veto(kind.wrong, phrase) if kind.wrong and can_veto else None
    if vetoed is not None:
        yield vetoed, True
    if kind.right:
        yield from additions(kind.right, phrase)
    if kind.right and vetoed is not None:
        yield from ((together(vetoed, change), alone) for change, alone in additions(kind.right, phrase))


def _worth(effect: Effect) -> int:
    """What a change mends against what it costs; it must mend more."""
    return len(effect.mended) - len(effect.turned) - LOST_OF_MENDED * effect.lost - effect.heard_more
