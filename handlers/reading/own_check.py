"""Holds a community's own words and files against their own sentences, together with the lexicon that they join."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handlers.reading.extra import GENERATED, extended, joined
from handlers.reading.lexicon import Lexicon
from handlers.reading.lexicon_check import check_act, check_groups, check_rule, check_sentences
from handlers.reading.lexicon_source import CategorySource, Sources, read_folder, read_own
from handlers.reading.lexicon_tries import Tries
from handlers.reading.lexicon_words import IdleWords
from models.errors import Problem
from models.patterns import endless
from models.settings import WordSettings

_QUOTED = re.compile("「[^」]*」")


@dataclass(frozen=True, slots=True)
class OwnReport:
    """The whole lexicon, what is wrong with the community's part of it, and what is only worth a look."""

    lexicon: Lexicon
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def check_own(words: Mapping[str, WordSettings], folder: Path | None, stock: Sources | None = None) -> OwnReport:
    """Try the sentences of a configuration's words and of a folder's files on the lexicon (`stock`) with both."""
    stock, own = stock or read_folder(), read_own(folder)
    lexicon = Lexicon(extended(joined(stock, own), words))
    tries, place = Tries(lexicon), _Places(own, f"{folder.name}/" if folder else "")
    problems = [*own.problems, *place.named(lexicon.problems)]
    for source in own.categories:
        problems.extend(_check_file(tries, place.file(source.category), source))
    problems.extend(problem for act in own.acts for problem in check_act(tries, act, place.prefix))
    for code, one in words.items():
        problems.extend(check_sentences(tries, f"words.{code}", code, one.yes, one.no))
    notes = [*_idle(own, place), *_disturbed(tries, stock, {*words, *(source.category for source in own.categories)})]
    return OwnReport(lexicon, tuple(dict.fromkeys(problems)), tuple(notes))


def without_sentences(problem: Problem) -> str:
    """A problem as a log may show it: where and what, and no sentence that somebody may once have said."""
    return _QUOTED.sub("「…」", str(problem))


class _Places:
    """Which file of the own folder a rule stands in."""

    def __init__(self, own: Sources, prefix: str) -> None:
        self.prefix = prefix
        self._codes = {rule.id: source.category for source in own.categories for rule in source.rules}
        self._codes |= {f"{source.category}.vetoes": source.category for source in own.categories}
        self._acts = {act.id for act in own.acts}

    def file(self, code: str) -> str:
        return f"{self.prefix}{code}.yaml"

    def named(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Those of the community's own rules, each with its file."""
        for problem in problems:
            code, (head, dot, _) = self._codes.get(problem.key), problem.key.partition(f".{GENERATED}")
            where = f"{self.file(code)}:{problem.key}" if code else f"words.{head}" if dot else ""
            where = f"{self.prefix}{problem.key}" if problem.key in self._acts else where
            if where:
                yield Problem(where, problem.what, problem.cure)


def _check_file(tries: Tries, file: str, source: CategorySource) -> Iterator[Problem]:
    yield from check_groups(tries.lexicon, file, source)
    for rule in source.rules:
        yield from check_rule(tries, f"{file}:{rule.id}", source, rule)
        yield from _check_end(f"{file}:{rule.id}", rule.pattern)
    for pattern in source.vetoes.patterns:
        yield from _check_end(f"{file}:vetoes", pattern)
    yield from check_sentences(tries, file, source.category, *source.sides)


def _check_end(where: str, pattern: str) -> Iterator[Problem]:
    try:
        runs_on = endless(pattern)
    except re.error:
        return
    if runs_on:
        yield Problem(where, "pattern 里有没有上限的重复", "把 * 和 + 写成 {0,8} 这样")


def _idle(own: Sources, place: _Places) -> Iterator[Problem]:
    """Words that change nothing, by the own files alone: what the lexicon has as well may come and go with versions."""
    idle = IdleWords(Lexicon(own)) if own.categories else None
    for source in own.categories:
        for problem in idle.of(source) if idle else ():
            yield Problem(f"{place.prefix}{problem.key}", problem.what, problem.cure)
        if source.rules and not source.sides[1]:
            yield Problem(f"{place.file(source.category)}:no", "没有 no 句子", "写几句有这些词而不算的话")


def _disturbed(tries: Tries, stock: Sources, touched: set[str]) -> Iterator[Problem]:
    """Sentences of ours that are read otherwise because of own words or vetoes."""
    for source in stock.categories:
        if source.category in touched:
            for problem in check_sentences(tries, f"{source.category}.yaml", source.category, *source.sides):
                yield Problem(problem.key, f"因为本地的词, {problem.what}", "看看是不是想要这样")
