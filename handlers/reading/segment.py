"""Words of a Chinese text: jieba's cuts, made by its Rust twin where both agree. Pure.

rjieba cuts as jieba does except in mixed Latin and digit runs, which are split again here the way jieba splits them,
and at characters outside the ones both know (the dot in 苏F·8Q2K1), at which jieba always cuts. Where two cuts weigh
the same (人人|人, 人|人人) rounding decides, and the two may differ.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Iterable, Iterator
from typing import Any

import rjieba

_UNKNOWN = re.compile("([^\x00-\x7f\u4e00-\u9fd5\u3000-\u303f\uff00-\uffef\U0001f300-\U0001faff])")
_LATIN = re.compile(r"[a-zA-Z0-9]+(?:\.\d+)?%?")  # what jieba's own HMM step keeps together
_MIXED = re.compile(r"[\x21-\x7e]{2,}")
CUSTOM_FREQUENCY = 1_000


class Segmenter:
    """Cuts text into words; `words` are added to the dictionary unless it has them already."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._fast: Any = rjieba.Jieba()
        self._added = frozenset(word for word in words if not self._fast.has_word(word))
        for word in sorted(self._added):
            self._fast.add_word(word, CUSTOM_FREQUENCY, None)

    def cut(self, text: str) -> list[str]:
        """The words of a text in order; joined again they are the text."""
        words: list[str] = []
        for word in self._runs(text):
            if len(word) > 1 and word.isascii() and _MIXED.fullmatch(word) and not self._fast.has_word(word):
                words.extend(_split_latin(word))
            else:
                words.append(word)
        return words

    def _runs(self, text: str) -> Iterator[str]:
        for at, part in enumerate(_UNKNOWN.split(text)):
            if at % 2:
                yield part
            elif part:
                yield from self._fast.cut(part)

    def is_word(self, word: str) -> bool:
        """Whether the dictionary itself holds it, rather than `words` having added or the cut having guessed it."""
        return word not in self._added and bool(self._fast.has_word(word))

    def reference(self, text: str) -> list[str]:
        """What jieba itself makes of a text; the tests hold `cut` against it."""
        return self._slow.lcut(text)  # type: ignore[no-any-return]

    @functools.cached_property
    def _slow(self) -> Any:
        import jieba  # noqa: PLC0415  0.7 s and 70 MiB that only the comparison needs

        jieba.setLogLevel(logging.WARNING)
        tokenizer = jieba.Tokenizer()
        # Loaded by hand: its own initialize() leaves a marshal file in the shared temporary folder.
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
        tokenizer.initialized = True
        for word in sorted(self._added):
            tokenizer.add_word(word, CUSTOM_FREQUENCY)
        return tokenizer


def _split_latin(word: str) -> list[str]:
    """Split a mixed run at every mark, as jieba's finalseg does."""
    parts: list[str] = []
    at = 0
    for match in _LATIN.finditer(word):
        parts.extend([word[at : match.start()]] if match.start() > at else [])
        parts.append(match.group())
        at = match.end()
    return [*parts, word[at:]] if at < len(word) else parts
