"""The compiled lexicon: what a message may be about, and what its speaker does."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from handlers.reading import clauses as clauses_of
from handlers.reading.candidates import merge
from handlers.reading.clauses import Clause
from handlers.reading.compiler import LIFTS, SHARED, Compiler
from handlers.reading.extra import extended, joined
from handlers.reading.facts import Candidate, Place, Urgency
from handlers.reading.lexicon_source import Sources, read_folder, read_own
from handlers.reading.rules import ActRule, Match, Rule, Scan, negated
from handlers.reading.segment import Segmenter
from handlers.reading.words import HEADS, UNCUT, WordIndex
from models.errors import Problem
from models.settings import WordSettings

_CUSTOM = re.compile("[\u4e00-\u9fff]{3,5}")


class Lexicon:
    """All categories and speech acts behind one automaton; immutable, so one serves every group and thread."""

    def __init__(self, sources: Sources) -> None:
        compiler = Compiler(sources.shared)
        for category in sources.categories:
            compiler.add_category(category)
        for act in sources.acts:
            compiler.add_act(act)
        self.sources = sources
        self.problems: tuple[Problem, ...] = (*sources.problems, *compiler.problems)
        self.groups, self.used = compiler.groups, frozenset(compiler.used)
        self.segmenter = Segmenter(custom_words(compiler.groups))
        self.rules: tuple[Rule, ...] = tuple(compiler.rules)
        self._index = WordIndex(compiler.groups, self.segmenter)
        self._veto_patterns = compiler.veto_patterns
        self._rules: defaultdict[str, list[Rule]] = defaultdict(list)
        self._always = [rule for rule in compiler.rules if not rule.triggers()]
        for rule in compiler.rules:
            for group in rule.triggers():
                self._rules[group].append(rule)
        self._act_rules = {rule.key: rule for rule in compiler.act_rules}

    @classmethod
    def load(cls, extra: Mapping[str, WordSettings] | None = None, own: Path | None = None) -> Lexicon:
        """Read the files and add a community's own folder and words; what is wrong with them stands in `problems`."""
        return cls(extended(joined(read_folder(), read_own(own)), extra or {}))

    def scan(self, text: str) -> Scan:
        """Take a normalised text apart. Without any word of the lexicon in it, `hits` is empty."""
        lowered = text.lower()
        matching = lowered if len(lowered) == len(text) else text
        split = clauses_of.split(matching)
        hits = self._index.find(matching, split)
        return Scan(matching, split, hits or [{} for _ in split] if self._always else hits)

    def matches(self, scan: Scan) -> list[Match]:
        """Every rule that holds, vetoes applied; denied ones are marked."""
        found: list[Match] = []
        for at, hits in enumerate(scan.hits):
            rules = {rule.id: rule for group in hits for rule in self._rules.get(group, ())}
            matches = [match for rule in (*rules.values(), *self._always) if (match := rule.match(scan, at))]
            found.extend(match for match in matches if not self._vetoed(scan, match))
        return found

    def acts(self, scan: Scan, *, is_staff: bool = False, to_staff: bool = True) -> Iterator[tuple[int, ActRule]]:
        """Every speech act rule that holds, with its clause; `to_staff` tells whether somebody in office is asked."""
        side = "staff" if is_staff else "resident"
        for at, hits in enumerate(scan.hits):
            for group in hits:
                rule = self._act_rules.get(group)
                if rule is None or rule.who not in ("anyone", side) or (rule.to_staff and not to_staff):
                    continue
                if rule.holds(scan, at):
                    yield at, rule

    def candidates(
        self, scan: Scan | str, blocked: Collection[int] = (), places: Mapping[int, Place] | None = None
    ) -> tuple[Candidate, ...]:
        """What the message may be about, best first; `blocked` are clauses that must not speak."""
        if isinstance(scan, str):
            scan = self.scan(scan)
        return self.put_together(scan, self.matches(scan), blocked, places or {})

    def put_together(
        self, scan: Scan, found: Iterable[Match], blocked: Collection[int], places: Mapping[int, Place]
    ) -> tuple[Candidate, ...]:
        """The matches of a scan as candidates, without those that are denied or stand in a blocked clause."""
        matches = [match for match in found if not match.negated and match.clause not in blocked]
        lifts = {match.rule.category: self.lift(match.rule.category, scan) for match in matches}
        return merge(matches, places, lifts)

    def lift(self, category: str, scan: Scan | str) -> Urgency:
        """How urgent the words of a message make a case of this category, whatever else it says."""
        if isinstance(scan, str):
            scan = self.scan(scan)
        for urgency in LIFTS:
            groups = (f"{category}:raise:{urgency}", f"{SHARED}:raise:{urgency}")
            for at, hits in enumerate(scan.hits):
                if any(not negated(scan, at, hit) for group in groups for hit in hits.get(group, ())):
                    return urgency
        return Urgency.NORMAL

    def _vetoed(self, scan: Scan, match: Match) -> bool:
        category, clause = match.rule.category, scan.clauses[match.clause]
        if f"{category}:veto" in scan.hits[match.clause]:
            return True
        return any(pattern.search(clause.spoken) for pattern in self._veto_patterns.get(category, ()))


def custom_words(groups: Mapping[str, Iterable[str]]) -> set[str]:
    """Longer words of the categories; short ones, and 没有水 before 泥, would change how common words are cut."""
    named = (words for key, words in groups.items() if not key.startswith(UNCUT))
    return {word for words in named for word in words if _CUSTOM.fullmatch(word) and word[-1] not in HEADS}


__all__ = ["Clause", "Lexicon", "custom_words"]
