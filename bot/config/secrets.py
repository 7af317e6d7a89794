"""Secrets that stand in the file, where everybody who gets a copy would read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.config.environment import PREFIX
from bot.config.finding import Finding, Path
from bot.config.shape import is_secret

WITH_PASSWORD = re.compile(r"://[^/@]*:[^@]+@|password=", re.IGNORECASE)


def secrets(data: dict[str, Any], path: Path = ()) -> Iterator[Finding]:
    """Every secret that the file itself holds."""
    for key, value in data.items():
        at = (*path, key)
        if isinstance(value, dict):
            yield from secrets(value, at)
        elif is_secret(at) and isinstance(value, str) and _tells(key, value):
            name = PREFIX + "__".join(str(step).upper() for step in at)
            yield Finding(at, "is a secret and may not stand in the file", f"remove it and set {name}")


def _tells(key: str, value: str) -> bool:
    """An address is a secret only where it holds a password."""
    return bool(WITH_PASSWORD.search(value)) if key == "url" else bool(value)
