"""A YAML file as plain data, with the line of every key.

Everything stays text; the typed settings turn it into numbers and dates. So 22:00 is a time and not 1320, a nickname
that looks like a number stays one, and "no" is a word. An empty value counts as not written. What nobody needs here
(anchors, tags, several documents) is refused, and a key that stands twice is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from bot.config.finding import Finding, Path

MAX_DEPTH = 60
FULL_WIDTH_COLON = "\uff1a"
CURLY_QUOTES = re.compile("[\u201c\u201d]")
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # C where it is built in: a city's file is long


@dataclass
class Source:
    """What a file says, where it says so, and what is wrong with the way it is written."""

    data: dict[str, Any] = field(default_factory=dict)
    where: dict[Path, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


class Unreadable(Exception):
    """The text cannot be read any further; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


@dataclass
class _Frame:
    """One mapping or list that is still open."""

    path: Path
    holder: dict[str, Any] | list[Any]
    key: str | None = None


class _Builder:
    """Puts events together without recursion, so that no nesting can exhaust the stack."""

    def __init__(self) -> None:
        self.source = Source()
        self.root: Any = None
        self._open: list[_Frame] = []
        self._documents = 0

    def feed(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 0
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise Unreadable(Finding((), f"line {line}: a second document", "remove the line ---"))
            case yaml.AliasEvent():
                raise Unreadable(Finding((), f"line {line}: an alias (*)", "write the values out; quote a leading *"))
            case yaml.ScalarEvent():
                self._refuse_tag(event.tag, line)
                self._put(None if event.implicit[0] and event.value in NULLS else event.value, line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._refuse_tag(event.tag, line)
                self._nest({} if isinstance(event, yaml.MappingStartEvent) else [], line)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._open.pop()

    def _refuse_tag(self, tag: str | None, line: int) -> None:
        if tag not in (None, "!"):
            raise Unreadable(Finding((), f"line {line}: a tag ({tag})", "remove the word after !; quote a leading !"))

    def _nest(self, holder: dict[str, Any] | list[Any], line: int) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise Unreadable(Finding((), f"line {line}: nested more than {MAX_DEPTH} deep", "check the indentation"))
        if self._open and isinstance(self._open[-1].holder, dict) and self._open[-1].key is None:
            raise Unreadable(Finding((), f"line {line}: a list or mapping where a key is wanted", "write a plain key"))
        path = self._put(holder, line)
        self._open.append(_Frame(path, holder))

    def _put(self, value: Any, line: int) -> Path:
        if not self._open:
            self.root = value
            return ()
        frame = self._open[-1]
        if isinstance(frame.holder, list):
            frame.holder.append(value)
            path = (*frame.path, len(frame.holder) - 1)
        elif frame.key is None:
            frame.key = str(value or "")
            path = (*frame.path, frame.key)
        else:
            path = (*frame.path, frame.key)
            self._set(frame.holder, frame.key, value, path)
            frame.key = None
        self.source.where.setdefault(path, f"line {line}")
        return path

    def _set(self, holder: dict[str, Any], key: str, value: Any, path: Path) -> None:
        if key in holder:
            self.source.findings.append(Finding(path, "stands twice", "keep one of the two"))
        elif value is not None:
            holder[key] = value


def read_source(text: str) -> Source:
    """The file's content as text, lists and mappings. Whatever the text is, this returns."""
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=LOADER):
            builder.feed(event)
    except Unreadable as error:
        builder.source.findings.append(error.finding)
        return builder.source
    except yaml.YAMLError as error:
        builder.source.findings.append(_syntax(error, text))
        return builder.source
    if isinstance(builder.root, dict):
        builder.source.data = builder.root
    elif builder.root is not None:
        builder.source.findings.append(
            Finding((), "is no list of keys", "begin each line with a key, a colon and a space")
        )
    return builder.source


def _syntax(error: yaml.YAMLError, text: str) -> Finding:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Finding((), "holds a character that no text file has", "save it as plain text in UTF-8")
    lines = text.splitlines()
    near = lines[max(0, mark.line - 1) : mark.line + 1]
    why = getattr(error, "problem", "") or "is not written as YAML wants it"
    return Finding((), f"line {mark.line + 1}, column {mark.column + 1}: {why}", syntax_cure(near))


def syntax_cure(lines: list[str]) -> str:
    """The likeliest slip on these lines, in plain words."""
    text = "\n".join(lines)
    if "\t" in text:
        return "indent with spaces, never with tabs"
    if FULL_WIDTH_COLON in text:
        return "a full-width colon stands there: write : and a space"
    if re.search(r"^\s*(- )?[A-Za-z_]+:\S", text, re.MULTILINE):
        return "put a space after the colon"
    if CURLY_QUOTES.search(text):
        return 'use straight quotes "..." instead of curly ones'
    return "compare indentation and quotes of this line and the one above with their neighbours"
