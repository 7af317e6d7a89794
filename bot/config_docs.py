"""Writes docs/settings.md from the typed settings: `python -m bot.config_docs`."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from models.deadlines import default_deadlines
from models.settings import ALWAYS_PRIVATE, CATEGORY_CODES, DeadlineRule, Limit, Settings
from models.settings.running import default_jobs
from models.shape import is_section, plain

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"

HEAD = """# Settings

Every key of `config.yaml`. This page is written by `python -m bot.config_docs` from the typed settings in
`models/settings/`; a test fails when it is out of date.

- The file is read first, then the environment: `LINLI_SECTION__KEY` overrides `section.key`, for example
  `LINLI_MEDIA__FOLDER` or `LINLI_JOBS__MORNING_LIST__ENABLED`. A list is written in one line, `[2026-12-31]`.
  `grid`, `groups`, `staff` and `departments` are lists of entries and belong in the file.
- Secrets are refused in the file. `LINLI_DATABASE__URL` holds a PostgreSQL address with its password,
  `LINLI_WECHATY__TOKEN` the token of the puppet service.
- `linli check-config` reports every problem at once, each with its key, its line and the cure.
- `words`, `words_folder`, `categories` and `places` take effect while the program runs; all else after a restart.
  How to add words and categories of your own, with an example: [operating.md](operating.md#words-of-your-own).
- Values need no quotes. A key without a value counts as not written.
- A key in **bold** has to be written; the others have a default.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD, *_sections(), _deadlines(), _jobs(), _codes()]
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _sections() -> Iterator[str]:
    """Each section once, where it is first named, from the whole file down."""
    waiting: list[tuple[str, type[BaseModel]]] = [("The whole file", Settings)]
    seen: set[type[BaseModel]] = set()
    while waiting:
        title, section = waiting.pop(0)
        if section in seen:
            continue
        seen.add(section)
        yield _section(title, section)
        above = "" if section is Settings else f"{title}."
        for key, field in section.model_fields.items():
            waiting += [(f"{above}{key}{tail}", inner) for tail, inner in _inner(field.annotation)]


def _inner(kind: Any, tail: str = "") -> Iterator[tuple[str, type[BaseModel]]]:
    if is_section(kind):
        yield tail, kind
    elif get_origin(kind) is dict:
        yield from _inner(get_args(kind)[1], f"{tail}.<name>")
    elif get_origin(kind) is tuple:
        yield from _inner(get_args(kind)[0], f"{tail}[]")


def _section(title: str, section: type[BaseModel]) -> str:
    doc = " ".join((section.__doc__ or "").split())
    rows = [_row(key, field) for key, field in section.model_fields.items()]
    heading = title if section is Settings else f"`{title}`"
    return "\n".join([f"## {heading}", "", doc, "", "| key | kind | default | meaning |", "|---|---|---|---|", *rows])


def _row(key: str, field: FieldInfo) -> str:
    name = f"**`{key}`**" if field.is_required() else f"`{key}`"
    default = "" if field.is_required() else _default(field.get_default(call_default_factory=True))
    bounds = _bounds(field)
    meaning = (field.description or "") + (f" ({bounds})" if bounds else "")
    return f"| {name} | {_kind(field.annotation)} | {default} | {meaning} |"


def _kind(kind: Any) -> str:
    names = {
        str: "text",
        int: "whole number",
        float: "number",
        bool: "true or false",
        Path: "path",
        SecretStr: "secret",
    }
    names |= {dt.date: "date", dt.time: "time"}
    kind = plain(kind)
    if get_origin(kind) is Annotated:
        return _kind(get_args(kind)[0])
    if get_origin(kind) is dict:
        return f"table of {_kind(get_args(kind)[1])}"
    if get_origin(kind) is tuple:
        arguments = get_args(kind)
        return f"list of {_kind(arguments[0])}" if arguments[-1] is ... else f"two of {_kind(arguments[0])}"
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return ", ".join(f"`{choice.value}`" for choice in kind)
    return names.get(kind, "section")


def _default(value: Any) -> str:
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, BaseModel) or value in ("", (), {}, None):
        return ""
    if isinstance(value, dict):
        return "see below"
    return f"`{_plain(value)}`"


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_plain, value))}]"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def _bounds(field: FieldInfo) -> str:
    words = {"ge": "at least {}", "gt": "more than {}", "le": "at most {}", "lt": "less than {}"}
    words["max_length"] = "at most {} characters"
    limits = [(word, getattr(limit, name, None)) for limit in field.metadata for name, word in words.items()]
    return ", ".join(word.format(f"{value:,}") for word, value in limits if value is not None)


def _deadlines() -> str:
    rows = [f"| `{urgency}` | {_rule(rule)} |" for urgency, rule in default_deadlines().items()]
    head = ["## Deadlines that hold without configuration", "", "How each type counts: `models/deadlines.py`.", ""]
    return "\n".join([*head, "| urgency | first word | solved | reminded before |", "|---|---|---|---|", *rows])


def _rule(rule: DeadlineRule) -> str:
    return f"{_limit(rule.first)} | {_limit(rule.solve)} | {rule.remind_minutes} minutes"


def _limit(limit: Limit) -> str:
    given = {unit: getattr(limit, unit) for unit in ("days", "hours", "minutes")}
    parts = [f"{amount} {unit}" for unit, amount in given.items() if amount] or ["0 days"]
    return f"{' '.join(parts)} ({limit.type})"


def _jobs() -> str:
    rows = [
        f"| `{name}` | {f'`{job.cron}`' if job.cron else f'every {job.every_seconds} s'} | {job.late_minutes} |"
        for name, job in default_jobs().items()
    ]
    return "\n".join(["## Jobs", "", "| name | when | late_minutes |", "|---|---|---|", *rows])


def _codes() -> str:
    codes = ", ".join(f"`{code}`" + (" (private)" if code in ALWAYS_PRIVATE else "") for code in CATEGORY_CODES)
    return f"## Category codes\n\n{codes}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
