"""Overrides from the environment: LINLI_SECTION__KEY, for what differs between machines and for secrets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.config.finding import Finding, Path
from bot.config.shape import is_collection, type_at
from bot.config.source import Source, read_source
from models.settings import Settings

PREFIX = "LINLI_"


def overlay(source: Source, env: Mapping[str, str]) -> None:
    """Lay the environment over what the file says, in place.

    A name without a double underscore that is no setting belongs to somebody else and is left alone.
    """
    for name in sorted(env):
        path = _path(name)
        if path:
            _set(source, path, name, env[name])


def _path(name: str) -> Path:
    if not name.startswith(PREFIX):
        return ()
    steps = tuple(name.removeprefix(PREFIX).lower().split("__"))
    return steps if len(steps) > 1 or steps[0] in Settings.model_fields else ()


def _set(source: Source, path: Path, name: str, value: str) -> None:
    holder: Any = source.data
    for step in path[:-1]:
        holder = holder.setdefault(step, {})
        if not isinstance(holder, dict):
            source.findings.append(Finding(path, f"cannot be set by {name}", "lists are written in the file"))
            return
    holder[path[-1]] = _value(path, value)
    source.where[path] = name


def _value(path: Path, value: str) -> Any:
    """Text as it is; where the setting is a list or a table, YAML in one line: [2026-01-01, 2026-01-02]."""
    if not is_collection(type_at(path)):
        return value
    inner = read_source(f"value: {value}")
    return inner.data.get("value", value) if not inner.findings else value
