"""A community's own words, added to the lexicon as rules like any other. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from handlers.reading.lexicon_source import CategorySource, RuleSource, Sources, Words
from models.settings import WordSettings

OBJECTS, TROUBLES = "own_objects", "own_troubles"


def extended(sources: Sources, extra: Mapping[str, WordSettings]) -> Sources:
    """The sources with the community's words; an unknown category becomes one of its own."""
    if not extra:
        return sources
    by_code = {source.category: source for source in sources.categories}
    for code, words in extra.items():
        by_code[code] = _extend(by_code.get(code) or CategorySource(category=code), words)
    return dataclasses.replace(sources, categories=tuple(by_code.values()))


def _extend(source: CategorySource, words: WordSettings) -> CategorySource:
    vetoes = source.vetoes.model_copy(update={"words": (*source.vetoes.words, *words.vetoes)})
    groups = {**source.groups, OBJECTS: words.objects, TROUBLES: words.troubles}
    rules = (*source.rules, *_own_rules(source, words))
    return source.model_copy(update={"groups": groups, "rules": rules, "vetoes": vetoes})


def _own_rules(source: CategorySource, words: WordSettings) -> Iterator[RuleSource]:
    """Own objects meet own and stock troubles, own troubles meet stock objects, as the stock rules join them."""
    code = source.category
    if words.objects and words.troubles:
        yield RuleSource(id=f"{code}.own_words", all=((OBJECTS,), (TROUBLES,)))
    for number, rule in enumerate(rule for rule in source.rules if len(rule.all) == 2):
        objects, troubles = rule.all
        own: tuple[Words, Words] = (
            (*objects, OBJECTS) if words.objects else objects,
            (*troubles, TROUBLES) if words.troubles else troubles,
        )
        if own != rule.all:
            yield rule.model_copy(update={"id": f"{code}.own_{number}", "all": own, "yes": (), "no": ()})
    for number, pattern in enumerate(words.patterns):
        yield RuleSource(id=f"{code}.own_pattern_{number}", pattern=pattern)
