"""One pass over a message for every word of the lexicon. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import ahocorasick_rs

from handlers.reading.clauses import Clause
from handlers.reading.segment import Segmenter

# These follow a verb so freely that a cut before or after them means nothing: 臭|死人, 冒|出来, 没人|修理.
_COMPLEMENTS = frozenset("死了出起下上过得到不来去住坏人着开满掉理复扫运")
# Longer words are safe from chance, but not where they end in one of these: 没有水|泥, 没有灯|笼.
HEADS = frozenset("水电气灯火网车路狗门树")
UNCUT = ("act:", "needs:")  # groups that only tell where a pattern may match; cuts do not matter to them


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the lexicon in a message."""

    word: str
    start: int
    end: int


Hits = dict[str, list[Hit]]  # by group


@dataclass(slots=True)
class _Owners:
    """The groups that hold a word, by how much the cuts of the text matter to them."""

    uncut: list[str] = field(default_factory=list)
    any: list[str] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)

    def add(self, group: str, *, whole: bool) -> None:
        target = self.uncut if group.startswith(UNCUT) else self.whole if whole else self.any
        target.append(group)


class WordIndex:
    """All words of all groups in one automaton. A word written "=水" counts only as a word of its own."""

    def __init__(self, groups: Mapping[str, Iterable[str]], segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        owners: defaultdict[str, _Owners] = defaultdict(_Owners)
        for group, words in groups.items():
            for word in words:
                owners[word.removeprefix("=").lower()].add(group, whole=word.startswith("="))
        owners.pop("", None)
        self._words = list(owners)
        self._owners = list(owners.values())
        self._automaton = ahocorasick_rs.AhoCorasick(self._words)

    def find(self, text: str, clauses: tuple[Clause, ...]) -> list[Hits]:
        """For each clause the hits in it, by group; empty when the message holds no word at all."""
        raw = self._automaton.find_matches_as_indexes(text, overlapping=True)
        if not raw:
            return []
        found: list[Hits] = [{} for _ in clauses]
        borders = _Borders(text, self._segmenter)
        at = 0
        for index, start, end in sorted(raw, key=_by_start):
            while at < len(clauses) and clauses[at].end + len(clauses[at].mark) <= start:
                at += 1
            if at == len(clauses) or start < clauses[at].start or end > clauses[at].end + 1:
                continue
            self._keep(found[at], Hit(self._words[index], start, end), index, borders)
        return found

    def _keep(self, hits: Hits, hit: Hit, index: int, borders: _Borders) -> None:
        owners = self._owners[index]
        groups = owners.uncut
        if owners.any and not borders.straddles(hit):
            groups = groups + owners.any
        if owners.whole and borders.is_whole(hit):
            groups = groups + owners.whole
        for group in groups:
            hits.setdefault(group, []).append(hit)


def _by_start(match: tuple[int, int, int]) -> tuple[int, int]:
    return match[1], -match[2]


class _Borders:
    """Where the words of a text begin and end; the text is cut only when somebody asks."""

    def __init__(self, text: str, segmenter: Segmenter) -> None:
        self._text = text
        self._segmenter = segmenter
        self._of: list[tuple[int, int]] = []

    def straddles(self, hit: Hit) -> bool:
        """Whether a word is made of the end of one word and the start of another: 口水 in 路口|水管, 停电 in 停|电梯.

        A pair of whole words does not straddle, nor does a part of one longer word.
        """
        word = hit.word
        if len(word) < 2 or (len(word) > 2 and word[-1] not in HEADS) or not "\u4e00" <= word[0] <= "\u9fff":
            return False
        left, right = self._at(hit.start), self._at(hit.end - 1)
        if left == right:
            return False
        if len(word) == 2 and left[0] < hit.start and self._known(left):
            return True
        if right[1] <= hit.end or not _COMPLEMENTS.isdisjoint((word[-1], self._text[hit.end])):
            return False
        return self._known(right)

    def is_whole(self, hit: Hit) -> bool:
        return self._at(hit.start)[0] == hit.start and self._at(hit.end - 1)[1] == hit.end

    def _known(self, span: tuple[int, int]) -> bool:
        return self._segmenter.is_word(self._text[span[0] : span[1]])

    def _at(self, position: int) -> tuple[int, int]:
        if not self._of:
            start = 0
            for word in self._segmenter.cut(self._text):
                self._of.extend([(start, start + len(word))] * len(word))
                start += len(word)
        return self._of[position]
