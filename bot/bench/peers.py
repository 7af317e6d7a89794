"""Reading beside spaCy, which holds the same words: the same messages in turn, round by round."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from statistics import median
from typing import Any

from bot.bench.bed import Bed
from bot.bench.words import Keywords
from handlers.house import House

READING, SPACY_JIEBA, SPACY_CHAR = "reading", "spacy_jieba", "spacy_char"
Reads = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Peers:
    """Microseconds of processor time a message, and what was not there to be measured."""

    each: dict[str, float]
    missing: str = ""

    def ratio(self, peer: str) -> float | None:
        """How many times as long as our reading."""
        return self.each[peer] / self.each[READING] if peer in self.each else None


def read_by_all(bed: Bed, mix: str) -> Peers:
    """Our reader without any memory, and spaCy with either segmenter."""
    readers: dict[str, Reads] = {READING: House(bed.settings, bed.lexicon).reader(bed.settings.grid.id).read}
    missing = ""
    try:
        readers[SPACY_JIEBA] = spacy_reader(bed.keywords, "jieba")
        readers[SPACY_CHAR] = spacy_reader(bed.keywords, "char")
    except ModuleNotFoundError as error:
        missing = f"{error.name} is not installed: it comes with the development dependencies"
    traffic = bed.traffic(bed.scale.groups, mix)
    spent: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(bed.scale.rounds):
        texts = [one.text for one in traffic.take(bed.scale.messages)]
        for name, read in readers.items():
            spent[name].append(_timed(read, texts))
    return Peers({name: round(median(rounds), 2) for name, rounds in spent.items()}, missing)


def spacy_reader(keywords: Keywords, segmenter: str) -> Reads:
    """spaCy's tokenizer and a PhraseMatcher for every keyword, the fastest way to ask it for keywords."""
    language = import_module("spacy").blank("zh", config={"nlp": {"tokenizer": {"segmenter": segmenter}}})
    matcher: Any = import_module("spacy.matcher").PhraseMatcher(language.vocab)
    matcher.add("keywords", [language.make_doc(word) for word in keywords.words()])

    def read(text: str) -> object:
        return matcher(language.make_doc(text))

    return read


def _timed(read: Reads, texts: Sequence[str]) -> float:
    gc.collect()
    begun = time.process_time()
    for text in texts:
        read(text)
    return (time.process_time() - begun) / len(texts) * 1e6
