"""What the typed settings look like at a key: which section, which type."""

from __future__ import annotations

import types
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, SecretStr

from bot.config.finding import Path
from models.settings import Settings


def type_at(path: Path) -> Any:
    """The declared type at a key; None where the settings know no such key."""
    kind: Any = Settings
    for step in path:
        kind = _inner(kind, step)
        if kind is None:
            return None
    return kind


def keys_at(path: Path) -> tuple[str, ...]:
    """The keys that a section knows; none where the key is no section."""
    kind = type_at(path)
    return tuple(kind.model_fields) if is_section(kind) else ()


def is_section(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def is_secret(path: Path) -> bool:
    return type_at(path) is SecretStr


def is_collection(kind: Any) -> bool:
    return get_origin(kind) in (tuple, list, dict)


def _inner(kind: Any, step: str | int) -> Any:
    if is_section(kind):
        known = kind.model_fields.get(step)
        return _plain(known.annotation) if known else None
    arguments = get_args(kind)
    if get_origin(kind) is dict:
        return _plain(arguments[1])
    return _plain(arguments[0]) if get_origin(kind) is tuple else None


def _plain(kind: Any) -> Any:
    """Without "or None"."""
    if get_origin(kind) in (Union, types.UnionType):
        return next(part for part in get_args(kind) if part is not type(None))
    return kind
