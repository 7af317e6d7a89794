"""The parts of a configuration one by one, so that one broken entry does not hide what is wrong with the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as File
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from bot.config.finding import Path
from models.settings import (
    CATEGORY_CODES,
    CalendarSettings,
    CategorySettings,
    DepartmentSettings,
    GridNode,
    GroupSettings,
    JobSettings,
    QuietHours,
    Settings,
    StaffSettings,
    WebSettings,
    WordSettings,
)
from models.settings.base import Section

T = TypeVar("T", bound=Section)


@dataclass(frozen=True, slots=True)
class At(Generic[T]):
    """One valid entry and where it stands."""

    path: Path
    value: T


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the tree; `line` is its ids from itself up to the root. `value` is None where it is invalid."""

    path: Path
    id: str
    line: tuple[str, ...]
    is_leaf: bool
    value: GridNode | None


@dataclass(frozen=True)
class Parts:
    """Everything valid in a file. `unsure` are nodes that an invalid entry of `staff` may be responsible for."""

    nodes: tuple[Node, ...]
    groups: tuple[At[GroupSettings], ...]
    staff: tuple[At[StaffSettings], ...]
    departments: tuple[At[DepartmentSettings], ...]
    department_ids: frozenset[str]
    categories: dict[str, CategorySettings]
    words: dict[str, WordSettings]
    jobs: dict[str, JobSettings]
    quiet: QuietHours
    calendar: CalendarSettings
    web: WebSettings
    codes: frozenset[tuple[Path, str]]  # category codes used as keys
    word_files: frozenset[str] | None  # category codes that have a file in words_folder; None: there is no such folder
    urgencies: frozenset[tuple[Path, str]]  # urgencies used as keys
    unsure: frozenset[str]

    @cached_property
    def node_ids(self) -> frozenset[str]:
        return frozenset(node.id for node in self.nodes)

    @cached_property
    def own_codes(self) -> frozenset[str]:
        """Codes of the community's own categories: each has a label as well as words."""
        labelled = {code for path, code in self.codes if path[0] == "categories"}
        worded = {code for path, code in self.codes if path[0] == "words"} | (self.word_files or frozenset())
        return frozenset((labelled & worded) - set(CATEGORY_CODES))

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        """The smallest units; one without an id is reported for that alone."""
        return tuple(node for node in self.nodes if node.is_leaf and node.id)


def parts_of(data: dict[str, Any]) -> Parts:
    """What can be understood of the raw data; what cannot has been reported by the typed settings."""
    staff = tuple(_items(data, "staff", StaffSettings))
    categories = _table(data, "categories", CategorySettings)
    return Parts(
        nodes=tuple(_nodes(data.get("grid"), ("grid",), ())),
        groups=tuple(_items(data, "groups", GroupSettings)),
        staff=staff,
        departments=tuple(_items(data, "departments", DepartmentSettings)),
        department_ids=frozenset(str(raw["id"]) for raw in _dicts(data.get("departments")) if "id" in raw),
        categories=categories,
        words=_table(data, "words", WordSettings),
        jobs=_jobs(data),
        quiet=_section(data, "quiet", QuietHours),
        calendar=_section(data, "calendar", CalendarSettings),
        web=_section(data, "web", WebSettings),
        codes=frozenset(_keys(data, "categories")) | frozenset(_keys(data, "words")),
        word_files=_word_files(data),
        urgencies=frozenset(_urgencies(data)),
        unsure=frozenset(_unsure(data, {entry.path for entry in staff})),
    )


def _nodes(raw: object, path: Path, above: tuple[str, ...]) -> Iterator[Node]:
    if not isinstance(raw, dict):
        return
    children = raw.get("children", [])
    name = str(raw.get("id", ""))
    line = (name, *above)
    yield Node(path, name, line, not children, _valid(GridNode, {**raw, "children": []}))
    for index, child in enumerate(children if isinstance(children, list) else ()):
        yield from _nodes(child, (*path, "children", index), line)


def _valid(kind: type[T], raw: object) -> T | None:
    try:
        return kind.model_validate(raw)
    except ValidationError:
        return None


def _items(data: dict[str, Any], section: str, kind: type[T]) -> Iterator[At[T]]:
    raw = data.get(section)
    for index, item in enumerate(raw if isinstance(raw, list) else ()):
        value = _valid(kind, item)
        if value is not None:
            yield At((section, index), value)


def _dicts(raw: object) -> list[dict[str, Any]]:
    return [item for item in raw if isinstance(item, dict)] if isinstance(raw, list) else []


def _table(data: dict[str, Any], section: str, kind: type[T]) -> dict[str, T]:
    raw = data.get(section)
    found = {name: _valid(kind, item) for name, item in raw.items()} if isinstance(raw, dict) else {}
    return {name: value for name, value in found.items() if value is not None}


def _section(data: dict[str, Any], section: str, kind: type[T]) -> T:
    return _valid(kind, data.get(section, {})) or kind()


def _jobs(data: dict[str, Any]) -> dict[str, JobSettings]:
    """Each job over its default, as the settings themselves read it; broken ones are left out."""
    raw = data.get("jobs", {})
    found: dict[str, JobSettings] = {}
    for name, job in raw.items() if isinstance(raw, dict) else ():
        settings = _valid(Settings, {"grid": {"id": "root", "name": "root"}, "jobs": {name: job}})
        if settings is not None:
            found[name] = settings.jobs[name]
    return found


def _keys(data: dict[str, Any], section: str) -> Iterator[tuple[Path, str]]:
    raw = data.get(section)
    for name in raw if isinstance(raw, dict) else ():
        yield (section, name), name


def _word_files(data: dict[str, Any]) -> frozenset[str] | None:
    folder = data.get("words_folder")
    if not isinstance(folder, str):
        return frozenset()
    if not File(folder).is_dir():
        return None
    return frozenset(file.stem for file in File(folder).glob("[!_]*.yaml"))


def _urgencies(data: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    yield from _keys(data, "deadlines")
    categories = data.get("categories")
    for code, category in categories.items() if isinstance(categories, dict) else ():
        if isinstance(category, dict):
            for path, name in _keys(category, "deadlines"):
                yield ("categories", code, *path), name


def _unsure(data: dict[str, Any], valid: set[Path]) -> Iterator[str]:
    raw = data.get("staff")
    for index, item in enumerate(raw if isinstance(raw, list) else ()):
        if ("staff", index) not in valid and isinstance(item, dict) and isinstance(item.get("grids"), list):
            yield from map(str, item["grids"])
