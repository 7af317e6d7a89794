"""What docs/architecture.md says of thresholds and files is so."""

from __future__ import annotations

import re
from importlib import import_module

from tests.sources import PRODUCT, ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


def test_every_threshold_on_the_page_has_its_value() -> None:
    rows = re.findall(r"^\| `([a-z_.]+)\.([A-Z_]+)` \| ([\d.]+) \|", PAGE, re.MULTILINE)
    assert len(rows) > 5
    wrong = [
        f"{module}.{name}"
        for module, name, value in rows
        if getattr(import_module(f"handlers.{module}"), name) != float(value)
    ]
    assert wrong == []


def test_every_file_that_the_page_names_is_there() -> None:
    there = [path.as_posix() for part in PRODUCT for path in (ROOT / part).rglob("*.py")]
    named = set(re.findall(r"`([\w/]+\.py)`", PAGE))
    assert {name for name in named if not any(path.endswith(f"/{name}") for path in there)} == set()
