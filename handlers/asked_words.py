"""What somebody types into the search box, as words of the index. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from models.search_words import atoms, spelt

MOST = 40  # words of one question; more say nothing more
MOST_CHARACTERS = 100


def asked_words(is_word: Callable[[str], bool], asked: str) -> tuple[str, ...]:
    """Words that a case must all have, each once.

    Every character has to be there, and two that are a word by jieba's dictionary have to stand together; other
    neighbours need not: 路灯不亮 finds 路灯又不亮. A number keeps what follows it: 3号楼 finds neither 13号楼
    nor 5号楼 with a 3 elsewhere.
    """
    return tuple(dict.fromkeys(_words(is_word, spelt(asked[:MOST_CHARACTERS]))))[:MOST]


def _words(is_word: Callable[[str], bool], asked: str) -> Iterator[str]:
    for run in atoms(asked):
        yield from run
        for one, next_one in itertools.pairwise(run):
            if one[-1].isdigit() or is_word(one + next_one):
                yield one + next_one
