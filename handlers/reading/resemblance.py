"""What a talk resembles among the sentences that the lexicon holds: a kind of trouble, or mere chat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from handlers.reading.examples import CHAT, read_examples
from handlers.reading.lexicon import Lexicon
from handlers.reading.lexicon_source import CategorySource
from handlers.reading.likeness import Likeness

REPORT, UNDECIDED = "report", 0.5


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Two models of words: one tells kinds of trouble apart, the other a report from chat."""

    trouble: Likeness
    telling: Likeness

    def kinds(self, text: str) -> Mapping[str, float]:
        """The chance of each kind of trouble; empty where no word is known."""
        return self.trouble.kinds(text)

    def reports(self, text: str) -> float:
        """The chance that somebody tells of a trouble at all."""
        return self.telling.kinds(text).get(REPORT, UNDECIDED)


@lru_cache(maxsize=4)
def resemblance(lexicon: Lexicon) -> Resemblance:
    """Built once for a lexicon: its rules' sentences, its words and the example messages beside them."""
    examples = read_examples()
    categories = lexicon.sources.categories
    told = {source.category: (*said(source), *examples.get(source.category, ())) for source in categories}
    words = {
        source.category: [word.lstrip("=") for group in source.groups.values() for word in group]
        for source in categories
    }
    chat = [*(no for source in categories for no in unsaid(source)), *examples.get(CHAT, ())]
    reports = [sentence for sentences in told.values() for sentence in sentences]
    cut = lexicon.segmenter.cut
    return Resemblance(Likeness(told, words, cut), Likeness({REPORT: reports, CHAT: chat}, {}, cut))


def said(source: CategorySource) -> tuple[str, ...]:
    return (*source.yes, *(sentence for rule in source.rules for sentence in rule.yes))


def unsaid(source: CategorySource) -> tuple[str, ...]:
    return (*source.no, *(sentence for rule in source.rules for sentence in rule.no))
