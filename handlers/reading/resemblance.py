"""What a talk resembles among the sentences that the lexicon holds: a kind of trouble, its urgency, or mere chat."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from handlers.reading.examples import CHAT, Example, read_examples
from handlers.reading.facts import Urgency
from handlers.reading.lexicon import Lexicon
from handlers.reading.lexicon_source import CategorySource
from handlers.reading.likeness import Likeness, pieces_of

REPORT, UNDECIDED = "report", 0.5
WRITTEN_COUNT = 25  # messages of whole talks that all the other examples of a category weigh as much as
WORDS_COUNT = 0.5  # of the words' evidence for an urgency, beside what is usual for the kind of trouble


@dataclass(frozen=True, slots=True)
class Resemblance:
    """Three models of words: kinds of trouble, report or chat, and how soon somebody has to look."""

    trouble: Likeness
    telling: Likeness
    pressing: Likeness
    usual: Mapping[str, Mapping[Urgency, float]]  # logarithms of shares, by category

    def kinds(self, text: str) -> Mapping[str, float]:
        """The chance of each kind of trouble; empty where no word is known."""
        return self.trouble.kinds(text)

    def reports(self, text: str) -> float:
        """The chance that somebody tells of a trouble at all."""
        return self.telling.kinds(text).get(REPORT, UNDECIDED)

    def telling_words(self, text: str, category: str) -> tuple[str, ...]:
        """The words that speak most for a kind of trouble."""
        return self.trouble.telling(text, category)

    def urgencies(self, text: str, category: str) -> Mapping[Urgency, float]:
        """For each urgency what is usual for the category and what the words say, in nats."""
        chances = self.pressing.kinds(text)
        if not self.usual:
            return {}
        usual = self.usual.get(category, {})
        return {
            urgency: usual.get(urgency, 0.0) + WORDS_COUNT * math.log(chances.get(urgency, 1 / 3) + 1e-3)
            for urgency in Urgency
        }


NOTHING_ALIKE = Resemblance(Likeness({}, {}, list), Likeness({}, {}, list), Likeness({}, {}, list), {})


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
    chat = [*(no for source in categories for no in unsaid(source)), *(each.text for each in examples.get(CHAT, ()))]
    everything = [each for sentences in told.values() for each in sentences]
    cut = lexicon.segmenter.cut
    pieces = cache(partial(pieces_of, cut=cut))  # each sentence stands in three models; forgotten with this call
    return Resemblance(
        trouble=Likeness(
            {category: texts(sentences) for category, sentences in told.items()}, words, cut, pieces=pieces
        ),
        telling=Likeness({REPORT: texts(everything), CHAT: chat}, {}, cut, pieces=pieces),
        pressing=Likeness(
            {urgency: texts([each for each in everything if each.urgency is urgency]) for urgency in Urgency},
            {},
            cut,
            pieces=pieces,
        ),
        usual={category: shares(sentences) for category, sentences in told.items()},
    )


def said(source: CategorySource) -> tuple[Example, ...]:
    """The sentences that a category's rules must find, with the urgency that they give them."""
    return (
        *(Example(sentence, source.urgency) for sentence in source.yes),
        *(Example(sentence, rule.urgency or source.urgency) for rule in source.rules for sentence in rule.yes),
    )


def unsaid(source: CategorySource) -> tuple[str, ...]:
    return (*source.no, *(sentence for rule in source.rules for sentence in rule.no))


def texts(examples: Sequence[Example]) -> list[str]:
    return [each.text for each in examples]


def shares(examples: Sequence[Example]) -> dict[Urgency, float]:
    """How usual each urgency is, as logarithms of smoothed shares.

    How often a matter is urgent shows in whole talks only. Emergencies are taken from all examples, because writers put
    more of them into a talk than life does.
    """
    every, overheard = counted(examples), counted([each for each in examples if each.overheard])
    whole = sum(every.values())
    emergencies = every[Urgency.EMERGENCY] / whole
    weights = {
        urgency: overheard[urgency] + WRITTEN_COUNT * every[urgency] / whole
        for urgency in (Urgency.NORMAL, Urgency.URGENT)
    }
    rest = sum(weights.values())
    return {
        Urgency.EMERGENCY: math.log(emergencies),
        **{urgency: math.log((1 - emergencies) * weight / rest) for urgency, weight in weights.items()},
    }


def counted(examples: Sequence[Example]) -> Counter[Urgency]:
    """Examples by urgency, and one of each besides, so that none is impossible."""
    return Counter([*Urgency, *(each.urgency for each in examples)])
