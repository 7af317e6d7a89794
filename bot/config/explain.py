"""What the typed settings refuse, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.config.finding import Finding, Path, meant
from bot.config.shape import is_secret, keys_at

COLON = re.compile("[:\uff1a]")
WANTED = {
    "int": "a whole number, like 5",
    "float": "a number, like 1.5",
    "bool": "true or false",
    "string": "a text",
    "tuple": "a list: one line each, beginning with a dash and a space",
    "dict": "keys, indented by two more spaces",
    "model": "keys, indented by two more spaces",
    "date": "a date, like 2026-10-01",
    "time": "a time of day, like 08:00",
}
BOUNDS = {
    "greater_than": "more than {gt}",
    "greater_than_equal": "{ge} or more",
    "less_than": "less than {lt}",
    "less_than_equal": "{le} or less",
    "string_too_long": "at most {max_length} characters",
    "string_too_short": "at least {min_length} character",
    "too_short": "at least {min_length} entry",
    "too_long": "exactly {max_length} entries",
}


def explain(error: ValidationError) -> Iterator[Finding]:
    """One finding for each thing that was refused."""
    for detail in error.errors(include_url=False):
        path = tuple(step for step in detail["loc"] if step != "[key]")
        yield _explain(path, detail)


def _explain(path: Path, detail: ErrorDetails) -> Finding:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return Finding(path, "unknown key", meant(str(path[-1]), keys_at(path[:-1])))
    if kind == "missing":
        step = path[-1]
        return Finding(path, "is missing", f"add the line {step}: ..." if isinstance(step, str) else "add an entry")
    if kind == "value_error":
        what, _, cure = str(context["error"]).partition(": ")
        return Finding(path, what, cure or "correct it")
    shown = _shown(path, detail["input"])
    if kind in BOUNDS:
        return Finding(path, f"{shown} is out of bounds", f"write {BOUNDS[kind].format(**context)}")
    if kind == "enum":
        choices = str(context["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
        return Finding(path, f"{shown} is no choice", meant(str(detail["input"]), choices))
    if kind == "string_pattern_mismatch":
        return Finding(path, f"{shown} is not written as it must be", _pattern_cure(context))
    return Finding(path, f"{shown} is of the wrong kind", _wanted(kind, detail["input"]))


def _shown(path: Path, value: Any) -> str:
    """The value itself where it is short and no secret."""
    if is_secret(path):
        return "the value"
    if isinstance(value, str):
        return repr(value) if len(value) <= 40 else "the text"
    return {dict: "a table of keys", list: "a list", type(None): "nothing"}.get(type(value), "the value")


def _wanted(kind: str, value: Any) -> str:
    wanted = WANTED.get(kind.split("_", maxsplit=1)[0], "a value of another kind")
    if kind.startswith(("dict", "model")) and isinstance(value, str) and COLON.search(value):
        return "after a key write : and a space; a full-width colon will not do"
    return f"write {wanted}"


def _pattern_cure(context: Mapping[str, Any]) -> str:
    if "a-z0-9" in str(context.get("pattern")):
        return "use small letters, digits, - and _, at most 40, beginning with a letter or digit"
    return "write host:port, like 127.0.0.1:18788"
