"""From a file and the environment to settings, or to every problem at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from bot.config.checks import cross_check
from bot.config.environment import overlay
from bot.config.explain import explain
from bot.config.finding import Finding, dotted
from bot.config.finding import Path as KeyPath
from bot.config.parts import parts_of
from bot.config.secrets import secrets
from bot.config.source import Source, read_source
from models.errors import ConfigError, Problem
from models.settings import Settings


def load_settings(path: Path, env: Mapping[str, str] | None = None) -> Settings:
    """Read a configuration file and lay the environment over it.

    env: names and values, by default those of this process. Raises ConfigError with every problem.
    """
    return settings_of(_text(path), str(path), os.environ if env is None else env)


def settings_of(text: str, name: str, env: Mapping[str, str]) -> Settings:
    """The same for a text that was read already; `name` stands for it in errors."""
    source = read_source(text)
    if source.findings and not source.data:
        raise ConfigError(name, _problems(source, source.findings))
    findings = list(secrets(source.data))
    overlay(source, env)
    findings += source.findings
    settings: Settings | None = None
    try:
        settings = Settings.model_validate(source.data)
    except ValidationError as error:
        findings += explain(error)
    findings += cross_check(parts_of(source.data))
    if findings or settings is None:
        raise ConfigError(name, _problems(source, findings))
    return settings


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unreadable(path, "is not UTF-8 text", "save it again with the encoding UTF-8") from None
    except OSError as error:
        cure = "write one: cp the example and change it, or name another with --config"
        raise _unreadable(path, f"cannot be read ({error.strerror})", cure) from error


def _unreadable(path: Path, what: str, cure: str) -> ConfigError:
    return ConfigError(str(path), [Problem(dotted(()), what, cure)])


def _problems(source: Source, findings: list[Finding]) -> list[Problem]:
    """In the order of the file, each with the line it stands on."""
    unique = dict.fromkeys(findings)
    found = [(_where(source, finding.path), finding) for finding in unique]
    found.sort(key=lambda pair: int(pair[0].removeprefix("line ")) if pair[0].startswith("line ") else 0)
    return [Problem(dotted(at.path), f"{at.what} ({where})" if where else at.what, at.cure) for where, at in found]


def _where(source: Source, path: KeyPath) -> str:
    """The line, or the environment variable, of the key or of what it should stand in."""
    for length in range(len(path), 0, -1):
        if path[:length] in source.where:
            return source.where[path[:length]]
    return ""
