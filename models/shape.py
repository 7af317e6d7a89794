"""What the typed settings and rules look like at a key: which section, which type. Pure."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterable
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

Path = tuple[str | int, ...]  # ("groups", 1, "grid")


def type_at(root: Any, path: Path) -> Any:
    """The declared type at a key below `root`; None where there is no such key."""
    kind = root
    for step in path:
        kind = _inner(kind, step)
        if kind is None:
            return None
    return kind


def keys_at(root: Any, path: Path) -> tuple[str, ...]:
    """The keys that a section knows, as they are written; none where the key is no section."""
    kind = type_at(root, path)
    return tuple(field.alias or name for name, field in kind.model_fields.items()) if is_section(kind) else ()


def is_section(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that comes nearest to a mistyped one, or nothing."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1)), "")


def _inner(kind: Any, step: str | int) -> Any:
    if is_section(kind):
        fields = {field.alias or name: field for name, field in kind.model_fields.items()}
        return plain(fields[step].annotation) if step in fields else None
    arguments = get_args(kind)
    if get_origin(kind) is dict:
        return plain(arguments[1])
    return plain(arguments[0]) if get_origin(kind) is tuple else None


def plain(kind: Any) -> Any:
    """Without "or None"."""
    if get_origin(kind) in (Union, types.UnionType):
        return next(part for part in get_args(kind) if part is not type(None))
    return kind
