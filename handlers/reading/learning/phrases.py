"""Words that corrected messages share and that say something; none of them points at a person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import rjieba

from handlers.reading.normalise import normalise

SHORTEST, LONGEST = 2, 6
ALIKE = 3  # phrases of the same messages that are tried
_HAN = re.compile(r"[\u4e00-\u9fff]+")
# Parts of speech that carry no matter: adverbs, pronouns, times, particles, numbers. No phrase begins or ends so.
_EMPTY = frozenset("drtcpumyeokh")
_NAME = "nr"
GIVEN = 2  # characters of a given name
# Nouns and verbs by the book that say as little as an adverb.
_VAGUE = frozenset(
    re.findall(
        "..",
        "感觉觉得看到听到听说知道希望时候东西事情问题情况样子起来出来出去居民业主邻居小区社区物业大家",
    )
)


@dataclass(frozen=True, slots=True)
class Guard:
    """What keeps people and places out of proposals."""

    points: Callable[[str], bool]  # whether a phrase points at somebody or at a place
    surnames: frozenset[str] = frozenset()


class Phrases:
    """Finds what texts share and may be proposed."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._tagger: Any = rjieba.Jieba()
        self._known: dict[str, bool] = {}

    def shared(self, texts: Sequence[Sequence[str]], least: int, *, shortest: bool = False) -> list[str]:
        """Phrases that stand in at least so many of the groups of texts, the widest spread first.

        Of those that stand in the very same groups the longest come first, or the shortest, and few are kept.
        """
        spread: defaultdict[str, set[int]] = defaultdict(set)
        for index, said in enumerate(texts):
            for phrase in self._phrases(said):
                spread[phrase].add(index)
        wide = {phrase: frozenset(where) for phrase, where in spread.items() if len(where) >= least}
        telling = {phrase: where for phrase, where in wide.items() if self._says_something(phrase)}
        return _best_of_each(telling, 1 if shortest else -1)

    def _phrases(self, said: Iterable[str]) -> Iterator[str]:
        """Every stretch of whole words that is neither too short nor too long and holds nobody's name."""
        for words in (words for text in said for run in _HAN.findall(normalise(text).text) for words in self._cut(run)):
            for start in range(len(words)):
                for end in range(start + 1, len(words) + 1):
                    phrase = "".join(word for word, _ in words[start:end])
                    if len(phrase) > LONGEST:
                        break
                    if len(phrase) >= SHORTEST and words[start][1] and words[end - 1][1]:
                        yield phrase

    def _cut(self, run: str) -> list[list[tuple[str, bool]]]:
        """Words that stand together, each with whether it carries matter; parted where a name stands or may stand.

        A surname that is no part of a longer word begins a name, whatever the words after it mean.
        """
        parts: list[list[tuple[str, bool]]] = [[]]
        named = 0  # characters that may belong to a name still
        for word, tag in self._tagger.tag(run):
            begins = tag.startswith(_NAME) or word in self._guard.surnames
            if begins or named > 0:
                named = GIVEN if begins else named - len(word)
                parts.append([])
            else:
                parts[-1].append((word, tag[:1] not in _EMPTY))
        return parts

    def _says_something(self, phrase: str) -> bool:
        if phrase not in self._known:
            tags = self._tagger.tag(phrase)
            empty = all(tag[:1] in _EMPTY or word in _VAGUE for word, tag in tags)
            self._known[phrase] = not empty and not self._guard.points(phrase)
        return self._known[phrase]


def _best_of_each(wide: Mapping[str, frozenset[int]], sign: int) -> list[str]:
    by_spread: defaultdict[frozenset[int], list[str]] = defaultdict(list)
    for phrase, where in wide.items():
        by_spread[where].append(phrase)
    ordered = sorted(by_spread.items(), key=lambda item: (-len(item[0]), sorted(item[0])))
    return [phrase for _, alike in ordered for phrase in sorted(alike, key=lambda one: (sign * len(one), one))[:ALIKE]]
