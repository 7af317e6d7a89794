"""Words of the lexicon that change nothing: written twice, or standing where a shorter one finds as much. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from handlers.reading import clauses
from handlers.reading.lexicon import Lexicon, custom_words
from handlers.reading.lexicon_source import CategorySource, Words
from handlers.reading.normalise import normalise
from handlers.reading.rules import Scan, negated
from handlers.reading.segment import Segmenter
from handlers.reading.words import UNCUT, WordIndex
from models.errors import Problem

_FREE = 2  # a word of this length is lost where a cut runs through it, so that a longer one is surer


class IdleWords:
    """Looks for such words in the categories of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._groups = lexicon.groups
        # A longer word holds its own characters together. So texts are cut as if those that a shorter one of their
        # group is in were gone, and again as if all were that any other word is in: both have to find the shorter.
        words = {word for group in lexicon.groups.values() for word in group if len(word) >= _FREE}
        fewer = custom_words({key: _shortest(group) for key, group in lexicon.groups.items()})
        self._cuts = Segmenter(fewer), Segmenter(word for word in fewer if words.isdisjoint(_parts(word)))

    def of(self, source: CategorySource) -> Iterator[Problem]:
        """Every such word of one category."""
        code, file = source.category, f"{source.category}.yaml"
        shared = self._shared(source)
        texts = [normalise(text).text for text in chain(*source.sides)]
        lists = [(f"groups.{name}", f"{code}:{name}", words) for name, words in source.groups.items()]
        lists += [(f"{rule.id}.needs", f"needs:{rule.id}", rule.needs) for rule in source.rules]
        lists += [("vetoes.words", f"{code}:veto", source.vetoes.words)]
        lists += [(f"raise.{name}", f"{code}:raise:{name}", words) for name, words in source.raises]
        for name, group, words in lists:
            where = f"{file}:{name}"
            yield from _twice(where, words)
            yield from self._covered(where, group, words, shared if name.startswith("groups.") else (), texts)
        yield from _in_two_groups(file, source)

    def _shared(self, source: CategorySource) -> frozenset[str]:
        """Words of two groups, or of one that a rule names twice: there two lists may need a stretch of text each."""
        every = [word for name in source.groups for word in self._groups[f"{source.category}:{name}"]]
        rules = [[name for names in rule.all for name in names] for rule in source.rules]
        twice = {name for name in source.groups if any(names.count(name) > 1 for names in rules)}
        counted = Counter(every) + Counter(word for name in twice for word in source.groups[name])
        return frozenset(word for word, count in counted.items() if count > 1)

    def _covered(
        self, where: str, group: str, words: Words, shared: Collection[str], texts: Sequence[str]
    ) -> Iterator[Problem]:
        """Longer words that are found only where a shorter one of the same group is found as well.

        A shorter one that is `shared` covers nothing: two lists may not meet on one stretch of text.
        """
        whole = dict.fromkeys(word for word in self._groups.get(group, ()) if not word.startswith("="))
        longer = [word for word in dict.fromkeys(words) if word in whole and not whole.keys().isdisjoint(_parts(word))]
        indexes = [WordIndex({group: whole}, cut) for cut in self._cuts if longer]
        for word in longer:
            said = [word.lower(), *(text for text in texts if word.lower() in text)]
            shorter = [self._shorter(index, group, word.lower(), text, shared) for index in indexes for text in said]
            if all(shorter):
                yield Problem(where, f"「{word}」多余: 有「{shorter[0]}」已经够了", "删掉长的, 或把短的收紧")

    def _shorter(self, index: WordIndex, group: str, word: str, text: str, shared: Collection[str]) -> str:
        """A shorter word that is found inside `word` where this stands in a text."""
        split = clauses.split(text)
        found = index.find(text, split)
        start = text.find(word)
        for at, hits in enumerate(found):
            for hit in hits.get(group, ()):
                inside = start <= hit.start and hit.end <= start + len(word) and hit.word != word
                sure = group.startswith(UNCUT) or len(hit.word) != _FREE or self._cuts[0].is_word(hit.word)
                if inside and sure and hit.word not in shared and not negated(Scan(text, split, found), at, hit):
                    return hit.word
        return ""


def _shortest(words: Words) -> Words:
    known = set(words)
    return tuple(word for word in words if known.isdisjoint(_parts(word)))


def _parts(word: str) -> Iterator[str]:
    """Every shorter word that may stand in it."""
    for length in range(1, len(word)):
        yield from (word[at : at + length] for at in range(len(word) - length + 1))


def _owners(source: CategorySource) -> Mapping[str, list[str]]:
    """The groups that each word stands in."""
    found: dict[str, list[str]] = {}
    for name, words in source.groups.items():
        for word in dict.fromkeys(words):
            found.setdefault(word, []).append(name)
    return found


def _twice(where: str, words: Words) -> Iterator[Problem]:
    for word in dict.fromkeys(words):
        if words.count(word) > 1:
            yield Problem(where, f"「{word}」写了 {words.count(word)} 次", "留一个")


def _in_two_groups(file: str, source: CategorySource) -> Iterator[Problem]:
    """A word of a group whose every list names another group that has the word too."""
    owners = _owners(source)
    lists = [frozenset(names) for rule in source.rules for names in (*rule.all, *rule.none)]
    for word, groups in owners.items():
        for name in groups:
            used = [names for names in lists if name in names]
            other = next((group for group in groups if group != name and all(group in names for names in used)), "")
            if used and other:
                yield Problem(f"{file}:groups.{name}", f"「{word}」多余: {other} 里有, 两组总是一起用", "留一处")
