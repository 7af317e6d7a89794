"""Words to be added to a community's own, category by category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from models.settings import WordSettings

OwnWords = Mapping[str, WordSettings]

LONG = 4  # a shorter phrase must not open a case by itself


def veto(category: str, phrase: str) -> OwnWords:
    """The phrase says that it is not of this category."""
    return {category: WordSettings(vetoes=(phrase,))}


def additions(category: str, phrase: str) -> Iterator[tuple[OwnWords, bool]]:
    """The ways in which a phrase can speak for a category, the most careful first, and whether it then speaks alone."""
    yield {category: WordSettings(objects=(phrase,))}, False
    yield {category: WordSettings(troubles=(phrase,))}, False
    if len(phrase) >= LONG:
        yield {category: WordSettings(patterns=(phrase,))}, True


def added(change: OwnWords) -> tuple[str, ...]:
    """Every word of a change, whatever it is to be."""
    return tuple(word for words in change.values() for said in words.model_dump().values() for word in said)


def plain(words: OwnWords) -> dict[str, dict[str, list[str]]]:
    """As it stands in the configuration, without what is empty."""
    return {category: _written(one) for category, one in words.items()}


def _written(words: WordSettings) -> dict[str, list[str]]:
    return {name: list(said) for name, said in words.model_dump().items() if said}
