"""Files with one JSON object a line; what is wrong with one is told with its file and line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from models.errors import LinliError

T = TypeVar("T")


def read_rows(path: Path, make: Callable[[dict[str, Any]], T]) -> list[T]:
    """What `make` makes of each line of a file."""
    made = []
    for number, line in enumerate(text_of(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            made.append(make(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise LinliError(f"{path}:{number}: not of the expected form ({error!r})") from error
    return made


def text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        cure = "name a file that is there: linli eval FILE, or make eval EVAL=FILE"
        raise LinliError(f"{path}: cannot be read ({error.strerror}) -> {cure}") from error
    except UnicodeDecodeError as error:
        raise LinliError(f"{path}: not UTF-8 -> save it as UTF-8, one JSON object a line") from error
