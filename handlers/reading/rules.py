"""Compiled lexicon rules and what they find in a message. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.reading.clauses import Clause
from handlers.reading.facts import Act, CaseKind, Urgency
from handlers.reading.words import UNCUT, Hit, Hits

# Before a trouble word these turn it round; 有没有, 会不会, 差点没 and 没这么 do not.
_NEGATOR = re.compile(
    r"(?<![有会能是要差])(?<!差点)(没有|没得|没|未|冇|不会|不是|不|并非|谈不上|无)"
    r"(再|怎么|太|很|是|有|出现|发生|发现|看见|看到|听到|听见|闻到)?$"
)
# The same inside what a pattern matched: 下水道不臭.
_DENIED_END = re.compile(r"(?<![有会能是要差])(没有|没|未|冇|不会|不)(再|怎么|太|很|是)?[^不没了停断完歇][^不没]?$")
_LOOK_BACK = 6
# 高兴坏了, 笑死: the trouble word only says "very".
_INTENSIFIED = re.compile(r"(高兴|开心|激动|乐|累|吓|急|忙|气|笑|愁|馋|渴|饿|困|羡慕|感动|爱|美|香|甜)$")


@dataclass(frozen=True, slots=True)
class Scan:
    """A message taken apart: matching text, clauses, and the hits of each clause by group."""

    text: str
    clauses: tuple[Clause, ...]
    hits: Sequence[Hits]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds, the clause it holds in and the words that made it."""

    rule: Rule
    clause: int
    words: tuple[str, ...]
    negated: bool = False
    first: int = 0  # the clauses between its first and its last word
    last: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a category. `lists` are groups by key; the last list names the trouble, which can be negated."""

    id: str
    category: str
    score: float
    urgency: Urgency
    kind: CaseKind
    within: str
    lists: tuple[tuple[str, ...], ...] = ()
    none: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None
    needs: str = ""  # key of the group that holds the pattern's needed words

    @property
    def speaks_of_absence(self) -> bool:
        """Whether the pattern itself reads 不 or 没, so that its author has dealt with denial."""
        return self.pattern is not None and any(word in self.pattern.pattern for word in "不没冇未")

    def triggers(self) -> tuple[str, ...]:
        """Groups of which at least one has a hit wherever the rule holds; none: it must be tried on every clause."""
        if self.pattern:
            return (self.needs,) if self.needs else ()
        return self.lists[-1]

    def match(self, scan: Scan, clause: int) -> Match | None:
        """Whether the rule holds with its trouble in this clause."""
        if self.within == "clause" and not self._complete(scan.hits[clause]):
            return None
        for window in self._windows(clause, len(scan.clauses)):
            found = self._by_pattern(scan, window) if self.pattern else self._by_lists(scan, clause, window)
            if found is not None and not self._forbidden(scan, found):
                return found
        return None

    def _complete(self, hits: Hits) -> bool:
        """Whether every list has a word at all; most rules fail here, before anything is weighed."""
        return all(any(group in hits for group in groups) for groups in self.lists)

    def _windows(self, clause: int, count: int) -> Iterator[range]:
        if self.within == "clause":
            yield range(clause, clause + 1)
        elif self.within == "neighbours":
            yield range(clause, min(clause + 2, count))
            yield range(max(clause - 1, 0), clause + 1)
        else:
            yield range(count)

    def _forbidden(self, scan: Scan, found: Match) -> bool:
        """Whether a clause that the match rests on holds a forbidden word; what only stands next to it may."""
        own = range(len(scan.clauses)) if self.within == "message" else range(found.first, found.last + 1)
        return any(group in scan.hits[at] for at in own for group in self.none)

    def _by_pattern(self, scan: Scan, window: range) -> Match | None:
        """The clause is the one that the matched text ends in: the trouble comes last."""
        assert self.pattern is not None
        first, last = scan.clauses[window[0]], scan.clauses[window[-1]]
        found = self.pattern.search(scan.text[first.start : last.end])
        if found is None:
            return None
        denied = not self.speaks_of_absence and _DENIED_END.search(found.group()) is not None
        start, end = first.start + found.start(), first.start + found.end()
        clause = _clause_at(scan, window, end)
        return Match(self, clause, (found.group(),), denied, _clause_at(scan, window, start + 1), clause)

    def _by_lists(self, scan: Scan, clause: int, window: range) -> Match | None:
        options = [_hits(scan, window, groups) for groups in self.lists[:-1]]
        troubles = _hits(scan, range(clause, clause + 1), self.lists[-1])
        for trouble in sorted(troubles, key=lambda hit: negated(scan, clause, hit)):
            chosen = _distinct(options, (trouble,))
            if chosen:
                ordered = sorted(chosen, key=lambda hit: hit.start)
                span = [_clause_at(scan, window, at) for at in (ordered[0].start + 1, ordered[-1].end)]
                return Match(self, clause, tuple(hit.word for hit in ordered), negated(scan, clause, trouble), *span)
        return None


def _clause_at(scan: Scan, window: range, position: int) -> int:
    """The clause of a window whose text reaches up to a position."""
    return next((at for at in window if position <= scan.clauses[at].end), window[-1])


def negated(scan: Scan, clause: int, hit: Hit) -> bool:
    """Whether the word is denied right before it: 没堵, 不堵, 没有再漏."""
    start = scan.clauses[clause].start
    before = scan.text[max(start, hit.start - _LOOK_BACK) : hit.start]
    found = _NEGATOR.search(before)
    if found is None:
        return hit.word[0] in "坏死" and _INTENSIFIED.search(before) is not None
    if before[: found.start()].endswith(hit.word[0]):  # 堵不堵
        return False
    asked = found.group(1) == "不是" and scan.clauses[clause].spoken.endswith(("吗", "嘛", "么", "?"))
    return not asked


def _hits(scan: Scan, window: range, groups: tuple[str, ...]) -> list[Hit]:
    found = [hit for at in window for group in groups for hit in scan.hits[at].get(group, ())]
    return sorted(found, key=lambda hit: (-len(hit.word), hit.start))


def _distinct(options: list[list[Hit]], chosen: tuple[Hit, ...]) -> tuple[Hit, ...] | None:
    """One hit for each list, no two on the very same stretch of text."""
    if not options:
        return chosen
    taken = {(hit.start, hit.end) for hit in chosen}
    for hit in options[0]:
        if (hit.start, hit.end) not in taken:
            rest = _distinct(options[1:], (*chosen, hit))
            if rest:
                return rest
    return None


@dataclass(frozen=True, slots=True)
class ActRule:
    """One rule that says what a speaker does with a clause or with the whole message."""

    id: str
    act: Act
    key: str  # the group of its words, or of its pattern's needed words
    pattern: re.Pattern[str] | None
    whole: bool
    who: str
    blocks: bool
    count: int = 1
    named: bool = False  # only where the clause also names something that a category knows
    to_staff: bool = False  # only where the message turns to somebody in office

    def holds(self, scan: Scan, clause: int) -> bool:
        """Given that a word of its group stands in this clause."""
        if self.named and not any(":" in key and not key.startswith(UNCUT) for key in scan.hits[clause]):
            return False
        if self.pattern is None:
            return self.count <= len({hit.word for hits in scan.hits for hit in hits.get(self.key, ())})
        text = scan.text if self.whole else scan.clauses[clause].spoken
        return self.pattern.search(text) is not None
