"""A community's own words and rules, added to the lexicon like any others. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from handlers.reading.lexicon_source import CategorySource, RaiseSource, RuleSource, SharedSource, Sources, Words
from models.errors import Problem
from models.settings import WordSettings

OBJECTS, TROUBLES = "own_objects", "own_troubles"
GENERATED = "own_"  # how the ids of rules made from `words:` go on after the dot


def extended(sources: Sources, extra: Mapping[str, WordSettings]) -> Sources:
    """The sources with the words of config.yaml and those learnt; an unknown category becomes one of its own."""
    every = together(sources.words, extra)
    if not every:
        return sources
    by_code = {source.category: source for source in sources.categories}
    for code, words in every.items():
        by_code[code] = _extend(by_code.get(code) or CategorySource(category=code), words)
    return dataclasses.replace(sources, categories=tuple(by_code.values()))


def together(*several: Mapping[str, WordSettings]) -> dict[str, WordSettings]:
    """All words, category by category; each once, in the order in which they came."""
    joint: dict[str, WordSettings] = {}
    for each in several:
        for category, words in each.items():
            joint[category] = _both(joint[category], words) if category in joint else words
    return joint


def _both(one: WordSettings, other: WordSettings) -> WordSettings:
    said = {name: (*getattr(one, name), *getattr(other, name)) for name in WordSettings.model_fields}
    return WordSettings(**{name: tuple(dict.fromkeys(words)) for name, words in said.items()})


def joined(sources: Sources, own: Sources) -> Sources:
    """The sources with those of a community's own folder: groups grow, rules are added, new categories stand beside."""
    by_code = {source.category: source for source in sources.categories}
    taken = {rule.id for source in sources.categories for rule in source.rules} | {act.id for act in sources.acts}
    problems = [*own.problems]
    for source in own.categories:
        free = [rule for rule in source.rules if rule.id not in taken and f".{GENERATED}" not in rule.id]
        problems += [_taken(rule.id) for rule in source.rules if rule not in free]
        known, added = by_code.get(source.category), source.model_copy(update={"rules": tuple(free)})
        by_code[source.category] = _merged(known, added) if known else added
    problems += [_taken(act.id) for act in own.acts if act.id in taken]
    return Sources(
        tuple(by_code.values()),
        SharedSource(
            groups=_grown(sources.shared.groups, own.shared.groups),
            **{"raise": _raised(sources.shared.raises, own.shared.raises)},
        ),
        (*sources.acts, *(act for act in own.acts if act.id not in taken)),
        (*sources.problems, *problems),
        own.words,
    )


def _taken(name: str) -> Problem:
    return Problem(name, "这个规则 id 已经有了", f"换一个, 例如 {name}_here")


def _merged(known: CategorySource, own: CategorySource) -> CategorySource:
    """Kind and urgency of the own file hold for its own rules."""
    defaults = {name: getattr(own, name) for name in ("kind", "urgency") if name in own.model_fields_set}
    rules = [
        rule.model_copy(update={name: getattr(rule, name) or value for name, value in defaults.items()})
        for rule in own.rules
    ]
    vetoes = known.vetoes.model_copy(
        update={
            "words": (*known.vetoes.words, *own.vetoes.words),
            "patterns": (*known.vetoes.patterns, *own.vetoes.patterns),
        }
    )
    return known.model_copy(
        update={
            "groups": _grown(known.groups, own.groups),
            "rules": (*known.rules, *rules),
            "vetoes": vetoes,
            "raises": _raised(known.raises, own.raises),
            "yes": (*known.yes, *own.yes),
            "no": (*known.no, *own.no),
        }
    )


def _grown(known: Mapping[str, Words], own: Mapping[str, Words]) -> dict[str, Words]:
    return {**known, **{name: (*known.get(name, ()), *words) for name, words in own.items()}}


def _raised(known: RaiseSource, own: RaiseSource) -> RaiseSource:
    return RaiseSource(urgent=(*known.urgent, *own.urgent), emergency=(*known.emergency, *own.emergency))


def _extend(source: CategorySource, words: WordSettings) -> CategorySource:
    vetoes = source.vetoes.model_copy(update={"words": (*source.vetoes.words, *words.vetoes)})
    groups = {**source.groups, OBJECTS: words.objects, TROUBLES: words.troubles}
    rules = (*source.rules, *_own_rules(source, words))
    sentences = {"yes": (*source.yes, *words.yes), "no": (*source.no, *words.no)}
    return source.model_copy(update={"groups": groups, "rules": rules, "vetoes": vetoes, **sentences})


def _own_rules(source: CategorySource, words: WordSettings) -> Iterator[RuleSource]:
    """Own objects meet own and stock troubles, own troubles meet stock objects, as the stock rules join them."""
    code = source.category
    if words.objects and words.troubles:
        yield RuleSource(id=f"{code}.{GENERATED}words", all=((OBJECTS,), (TROUBLES,)))
    for number, rule in enumerate(rule for rule in source.rules if len(rule.all) == 2):
        objects, troubles = rule.all
        own: tuple[Words, Words] = (
            (*objects, OBJECTS) if words.objects else objects,
            (*troubles, TROUBLES) if words.troubles else troubles,
        )
        if own != rule.all:
            yield rule.model_copy(update={"id": f"{code}.{GENERATED}{number}", "all": own, "yes": (), "no": ()})
    for number, pattern in enumerate(words.patterns):
        yield RuleSource(id=f"{code}.{GENERATED}pattern_{number}", pattern=pattern)
