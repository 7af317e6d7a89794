"""The page that explains every setting."""

from __future__ import annotations

import re

from bot.config_docs import PAGE, page
from models.settings import Settings


def test_it_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m bot.config_docs"


def test_every_key_has_a_meaning() -> None:
    rows = [line.split(" | ") for line in page().splitlines() if re.match(r"\| (\*\*)?`", line)]
    unexplained = [row[0] for row in rows if not row[-1].strip(" |")]
    assert not unexplained


def test_every_section_of_the_file_is_there() -> None:
    for key in Settings.model_fields:
        assert f"`{key}`" in page()
    assert "## `grid.places[]`" in page()
    assert "## `deadlines.<name>`" in page()
