"""One YAML file of the lexicon, read with the line of every key, so that what is wrong can be named. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from models.errors import ConfigError, Problem
from models.settings.base import Section
from models.shape import Path, keys_at, nearest

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_KINDS = {
    "extra_forbidden": "没有这个键",
    "enum": "没有这个选项",
    "literal_error": "没有这个选项",
    "missing": "缺这一项",
    "tuple_type": "要写成清单: [甲, 乙]",
    "dict_type": "要写成下一级的键",
    "model_type": "要写成下一级的键",
    "string_type": "要写成文字",
    "string_pattern_mismatch": "只用小写字母、数字和 _ (规则 id 中间一点)",
}
DEEPEST = 20
S = TypeVar("S", bound=Section)


def shaped(name: str, text: str, shape: type[S]) -> S:
    """A file's text as a section; every scalar is a word there: `yes`, `no` and 120 are, the shape turns the rest.

    Raises ConfigError with every problem, each with its key and its line.
    """
    try:
        node = _LOADER(text).get_single_node()
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        at = "" if line is None else f" (第 {line + 1} 行)"
        why = getattr(error, "problem", None) or "有不能用的字符"
        problem = Problem(name, f"不是合法的 YAML{at}: {why}", "检查这一行和上一行的缩进、括号、引号")
        raise ConfigError(name, [problem]) from None
    builder = _Builder(name)
    data = builder.build(node, ()) if node is not None else {}
    try:
        section = shape.model_validate(data)
    except ValidationError as error:
        raise ConfigError(name, [*builder.problems, *builder.refused(error, shape)]) from None
    if builder.problems:
        raise ConfigError(name, builder.problems)
    return section


class _Builder:
    """Turns nodes into data and notes where everything stands; a key that stands twice would hide the first."""

    def __init__(self, name: str) -> None:
        self.problems: list[Problem] = []
        self._name = name
        self._lines: dict[Path, int] = {}
        self._known: set[int] = set()

    def build(self, node: Any, path: Path) -> Any:
        self._lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return node.value
        if id(node) in self._known or len(path) > DEEPEST:
            self._problem(path, "引用(*)或层次太深", "照样写出来")
            return None
        self._known.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        found: dict[str, Any] = {}
        for key, value in node.value:
            word = key.value if isinstance(key, yaml.ScalarNode) else "?"
            at, before = (*path, word), self._lines.get((*path, word))
            self._lines[at] = key.start_mark.line + 1
            if before is not None:
                self._problem(at, "这个键写了两次", f"和第 {before} 行的合成一个")
            found[word] = self.build(value, at)
        return found

    def refused(self, error: ValidationError, shape: type[Section]) -> Iterator[Problem]:
        """What the shape would not take, with the nearest right word where one was mistyped."""
        for detail in error.errors(include_url=False):
            path: Path = tuple(step for step in detail["loc"] if step != "[key]")
            cure = "按 lexicon/README.md 改"
            if detail["type"] == "extra_forbidden":
                cure = _meant(str(path[-1]), keys_at(shape, path[:-1]))
            elif detail["type"] in ("enum", "literal_error"):
                cure = _meant(str(detail["input"]), re.findall("'(.*?)'", detail["ctx"]["expected"]))
            what = _KINDS.get(detail["type"]) or str(detail["msg"]).removeprefix("Value error, ")
            yield self._at(path, what, cure)

    def _problem(self, path: Path, what: str, cure: str) -> None:
        self.problems.append(self._at(path, what, cure))

    def _at(self, path: Path, what: str, cure: str) -> Problem:
        """Where the key stands, or what it should stand in."""
        line = next((self._lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self._lines), 1)
        dotted = ".".join(map(str, path))
        return Problem(f"{self._name}:{dotted}" if dotted else self._name, f"{what} (第 {line} 行)", cure)


def _meant(word: str, choices: Sequence[str]) -> str:
    near = nearest(word, choices)
    return f"是不是 {near}?" if near else f"可用的: {', '.join(choices)}"
