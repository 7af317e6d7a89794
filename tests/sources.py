"""The project's own source files, read and parsed once, for the tests that look at the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("bot", "handlers", "models")
NOT_OURS = {"node_modules", "__pycache__"}


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def top(self) -> str:
        return self.path.split("/", maxsplit=1)[0]

    def imports(self) -> Iterator[tuple[str, int]]:
        """(module, line) of every import, wherever it stands."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module, node.lineno

    def calls(self) -> Iterator[tuple[str, int]]:
        """(dotted name, line) of every call of a plain or dotted name."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func), node.lineno

    def functions(self) -> Iterator[tuple[str, int]]:
        """(name, number of lines) of every function and method."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def files(*tops: str, suffixes: tuple[str, ...]) -> list[Path]:
    """Our files below these folders, in their order; what npm and Python put there is left out."""
    return [
        path
        for top in tops
        for path in sorted((ROOT / top).rglob("*"))
        if path.suffix in suffixes and path.is_file() and not NOT_OURS.intersection(path.parts)
    ]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def sources(*tops: str) -> tuple[Source, ...]:
    """The parsed Python files below these folders; of the product and the tests without any."""
    found = []
    for path in files(*(tops or (*PRODUCT, "tests")), suffixes=(".py",)):
        text = path.read_text("utf-8")
        found.append(Source(named(path), text, ast.parse(text)))
    return tuple(found)
