"""What people of the bench say: the lexicon's own example messages, told apart by the keywords in them."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.reading.examples import CHAT, read_examples
from handlers.reading.lexicon import Lexicon
from handlers.reading.normalise import normalise
from models.settings.categories import CATEGORY_CODES


@dataclass(frozen=True, slots=True)
class Lines:
    """Example messages, by what the rules find in them."""

    free: tuple[str, ...]  # chat without any keyword
    idle: tuple[str, ...]  # chat with keywords, but no rule holds
    mistaken: tuple[str, ...]  # chat that some rule takes for a trouble
    troubles: tuple[tuple[str, ...], ...]  # each a category's messages, in the order they were said


def lines_of(lexicon: Lexicon) -> Lines:
    """The examples that ship with the program, sorted."""
    keywords = Keywords(lexicon)
    examples = read_examples()
    chat = list(dict.fromkeys(example.text for example in examples[CHAT]))
    troubles = [
        tuple(example.text for example in examples.get(code, ()) if example.overheard) for code in CATEGORY_CODES
    ]
    mistaken = {text for text in chat if lexicon.matches(lexicon.scan(normalise(text).text))}
    return Lines(
        free=tuple(text for text in chat if text not in mistaken and not keywords.hit(text)),
        idle=tuple(text for text in chat if text not in mistaken and keywords.hit(text)),
        mistaken=tuple(text for text in chat if text in mistaken),
        troubles=tuple(said for said in troubles if said),
    )


class Keywords:
    """Tells whether a message holds any word of a trouble's rules; words that only tell how people speak are none."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._groups = frozenset(group for group in lexicon.groups if group.split(":")[0] in CATEGORY_CODES)

    def hit(self, text: str) -> bool:
        scan = self._lexicon.scan(normalise(text).text)
        return any(not self._groups.isdisjoint(hits) for hits in scan.hits)

    def words(self) -> tuple[str, ...]:
        """Every keyword once."""
        groups = self._lexicon.groups
        return tuple(sorted({word.removeprefix("=") for group in self._groups for word in groups[group]}))
