"""What the tests of reading share."""

from __future__ import annotations

import pytest

from handlers.reading.lexicon import Lexicon
from handlers.reading.read import Reader


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.fixture(scope="session")
def reader(lexicon: Lexicon) -> Reader:
    return Reader(lexicon)
