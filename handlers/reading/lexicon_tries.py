"""Sentences of the lexicon tried on it, each read once however many checks ask. Pure."""

from __future__ import annotations

from functools import cache

from handlers.reading.facts import Act, Facts
from handlers.reading.lexicon import Lexicon
from handlers.reading.read import Reader
from handlers.reading.rules import Match, Scan

STANDS = 0.5  # below this a candidate is noise; above, it at least waits for one more sign


class Tries:
    """What one lexicon makes of sentences."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._reader = Reader(lexicon)
        self.facts = cache(self._facts)
        self.scan = cache(self._scan)
        self.matches = cache(self._matches)

    def categories(self, sentence: str) -> set[str]:
        """The categories that a sentence is read as."""
        return {candidate.category for candidate in self.facts(sentence).candidates if candidate.score >= STANDS}

    def fires(self, rule: str, sentence: str) -> bool:
        """Whether a rule holds in a sentence, even where something forbids it to speak."""
        if any(rule in candidate.rules for candidate in self.facts(sentence).candidates):
            return True
        return any(match.rule.id == rule and not match.negated for match in self.matches(sentence))

    def why(self, sentence: str, code: str) -> str:
        """The rules and words that make a sentence one of a category."""
        found = [candidate for candidate in self.facts(sentence).candidates if candidate.category == code]
        return "、".join(f"{'+'.join(candidate.rules)}({'+'.join(candidate.words)})" for candidate in found)

    def acts(self, sentence: str, *, is_staff: bool) -> frozenset[Act]:
        """What its speaker does."""
        return self.facts(sentence, is_staff).acts

    def act_rules(self, sentence: str, *, is_staff: bool) -> set[str]:
        return {rule.id for _, rule in self.lexicon.acts(self.scan(sentence), is_staff=is_staff)}

    def _facts(self, sentence: str, is_staff: bool = False) -> Facts:
        return self._reader.read(sentence, is_staff=is_staff)

    def _scan(self, sentence: str) -> Scan:
        return self.lexicon.scan(self.facts(sentence).text)

    def _matches(self, sentence: str) -> tuple[Match, ...]:
        return tuple(self.lexicon.matches(self.scan(sentence)))
