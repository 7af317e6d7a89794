"""What the typed settings look like at a key of the file."""

from __future__ import annotations

from typing import Any, get_origin

from pydantic import SecretStr

from bot.config.finding import Path
from models import shape
from models.settings import Settings


def type_at(path: Path) -> Any:
    """The declared type at a key; None where the settings know no such key."""
    return shape.type_at(Settings, path)


def keys_at(path: Path) -> tuple[str, ...]:
    """The keys that a section knows; none where the key is no section."""
    return shape.keys_at(Settings, path)


def is_secret(path: Path) -> bool:
    return type_at(path) is SecretStr


def is_collection(kind: Any) -> bool:
    return get_origin(kind) in (tuple, list, dict)
