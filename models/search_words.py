"""The words under which a case is found: single characters and pairs of neighbours. Pure.

Neither database cuts Chinese by itself, and the extensions that do have to be installed by whoever runs the server.
An index of dictionary words would go stale with every new dictionary, and would miss what it had cut elsewhere
(市长 in 南京市长江大桥). So texts are kept as Lucene's CJKBigramFilter keeps them, the usual way where no dictionary is
at hand: 路灯不亮 as 路 路灯 灯 灯不 不 不亮 亮. Only what is asked for is held against jieba's dictionary.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator

from models.simplified import simplify

LONGEST = 40  # characters of a run of letters and digits; no number or code is longer
# The characters that SQLite's tokenizer, of Unicode 6.1, and PostgreSQL both know as letters.
_HAN = r"\u3400-\u4db5\u4e00-\u9fcc\U00020000-\U0002b81d"
_RUN = re.compile(f"[a-z0-9{_HAN}]+")
_ATOM = re.compile(f"[a-z0-9]+|[{_HAN}]")


def numbered(number: int) -> str:
    """How people write the number of a case."""
    return f"{number}号"


def spelt(text: str) -> str:
    """One spelling for what is stored and what is asked for: half width, small letters, simplified characters."""
    return simplify(unicodedata.normalize("NFKC", text).lower())


def atoms(text: str) -> Iterator[list[str]]:
    """Of a text that is `spelt`, what stands together: characters, and letters and digits run by run."""
    for run in _RUN.findall(text):
        yield [atom[:LONGEST] for atom in _ATOM.findall(run)]


def index_words(texts: Iterable[str]) -> str:
    """Every word of the texts once, separated by blanks; "" where there is none."""
    words: set[str] = set()
    for text in texts:
        for run in atoms(spelt(text)):
            words.update(run, (one + after for one, after in itertools.pairwise(run)))
    return " ".join(sorted(words))
