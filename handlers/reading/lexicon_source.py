"""The lexicon's YAML files as typed values, before they are compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from handlers.reading.facts import Act, CaseKind, Urgency
from handlers.reading.lexicon_yaml import shaped
from models.errors import ConfigError, Problem
from models.settings import WordSettings
from models.settings.base import Section

FOLDER = Path(str(resources.files("handlers.reading") / "lexicon"))
LEARNT = "_learnt.yaml"
Words = tuple[str, ...]
_NAME = re.compile(r"\{([a-z_]+)\}")
Window = Literal["clause", "neighbours", "message"]


class RuleSource(Section):
    """One rule of a category: lists of groups, or a pattern with the words it cannot do without."""

    id: str = Field(pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$")
    all: tuple[Words, ...] = ()
    pattern: str = ""
    needs: Words = ()
    within: Window = "clause"
    none: tuple[Words, ...] = ()
    score: float = Field(default=1.0, gt=0, le=2)
    urgency: Urgency | None = None
    kind: CaseKind | None = None
    yes: Words = ()
    no: Words = ()

    @model_validator(mode="after")
    def _one_way(self) -> RuleSource:
        if bool(self.all) == bool(self.pattern):
            raise ValueError("a rule has either `all` or `pattern`")
        return self


class VetoSource(Section):
    words: Words = ()
    patterns: Words = ()


class RaiseSource(Section):
    urgent: Words = ()
    emergency: Words = ()


class CategorySource(Section):
    """One category's file."""

    category: str = Field(pattern=r"^[a-z_]+$")
    kind: CaseKind = CaseKind.COMPLAINT
    urgency: Urgency = Urgency.NORMAL
    groups: dict[str, Words] = Field(default_factory=dict)
    rules: tuple[RuleSource, ...] = ()
    vetoes: VetoSource = VetoSource()
    raises: RaiseSource = Field(default=RaiseSource(), alias="raise")
    yes: Words = ()
    no: Words = ()

    @property
    def sides(self) -> tuple[Words, Words]:
        """Every sentence for the category and every one against it, those of its rules among them."""
        yes = (*self.yes, *(sentence for rule in self.rules for sentence in rule.yes))
        return yes, (*self.no, *(sentence for rule in self.rules for sentence in rule.no))


class SharedSource(Section):
    """`_shared.yaml`: groups that every category may name, and words that lift the urgency of any case."""

    groups: dict[str, Words] = Field(default_factory=dict)
    raises: RaiseSource = Field(default=RaiseSource(), alias="raise")


class ActRuleSource(Section):
    """One rule that says what a speaker does. `who` limits it to staff or residents; `blocks` to no candidate."""

    id: str = Field(pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$")
    act: Act
    words: Words = ()
    pattern: str = ""
    needs: Words = ()
    count: int = Field(default=1, ge=1, description="how many different words a message must hold")
    named: bool = Field(default=False, description="only where the clause also names something of a category")
    to_staff: bool = Field(default=False, description="only where the message turns to somebody in office")
    scope: Literal["clause", "message"] = "clause"
    who: Literal["anyone", "resident", "staff"] = "anyone"
    blocks: bool = False
    yes: Words = ()
    no: Words = ()

    @model_validator(mode="after")
    def _one_way(self) -> ActRuleSource:
        if bool(self.words) == bool(self.pattern):
            raise ValueError("a rule has either `words` or `pattern`")
        if self.pattern and not self.needs:
            raise ValueError("a pattern names in `needs` the words it cannot do without")
        return self


class ActsSource(Section):
    """An `_acts*.yaml`: rules, and lists of alternatives that `{name}` in any act pattern stands for."""

    groups: dict[str, Words] = Field(default_factory=dict)
    rules: tuple[ActRuleSource, ...] = ()


class LearntSource(Section):
    """`_learnt.yaml` of a community's own folder: words as in the configuration, accepted by `linli learn`."""

    words: dict[str, WordSettings] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that was read, and everything that could not be."""

    categories: tuple[CategorySource, ...] = ()
    shared: SharedSource = field(default_factory=SharedSource)
    acts: tuple[ActRuleSource, ...] = ()
    problems: tuple[Problem, ...] = ()
    words: Mapping[str, WordSettings] = field(default_factory=dict)  # go with those of the configuration


SHAPES: Mapping[str, type[SharedSource] | type[LearntSource]] = {
    "_shared.yaml": SharedSource,
    LEARNT: LearntSource,
}


def read_folder(folder: Path = FOLDER, prefix: str = "") -> Sources:
    """Read `_shared.yaml`, `_acts*.yaml` and one file per category; broken files become problems.

    `prefix` stands before the names of files in problems.
    """
    problems: list[Problem] = []
    categories: list[CategorySource] = []
    shared = SharedSource()
    acts: list[ActsSource] = []
    learnt = LearntSource()
    for path in sorted(folder.glob("*.yaml")):
        try:
            source = _parse(path, prefix + path.name)
        except ConfigError as error:
            problems.extend(error.problems)
            continue
        if isinstance(source, SharedSource):
            shared = source
        elif isinstance(source, ActsSource):
            acts.append(source)
        elif isinstance(source, LearntSource):
            learnt = source
        else:
            categories.append(source)
    return Sources(tuple(categories), shared, tuple(written_out(acts)), tuple(problems), learnt.words)


def read_own(folder: Path | None) -> Sources:
    """A community's own files, in the same form; without a folder there are none."""
    return read_folder(folder, f"{folder.name}/") if folder else Sources()


def written_out(files: Iterable[ActsSource]) -> Iterator[ActRuleSource]:
    """The act rules of all files with their groups put in place of the names."""
    files = tuple(files)
    groups = {name: words for source in files for name, words in source.groups.items()}
    for rule in (rule for source in files for rule in source.rules):
        needs = [word for name in rule.needs for word in groups.get(name, (name,))]
        pattern = _NAME.sub(lambda found: _either(groups.get(found[1], (found[0],))), rule.pattern)
        yield rule.model_copy(update={"pattern": pattern, "needs": tuple(dict.fromkeys(needs))})


def _either(words: Words) -> str:
    return f"(?:{'|'.join(words)})"


def _parse(path: Path, name: str) -> CategorySource | SharedSource | ActsSource | LearntSource:
    shape: type[CategorySource] | type[SharedSource] | type[ActsSource] | type[LearntSource] = CategorySource
    if path.name.startswith("_"):
        shape = SHAPES.get(path.name, ActsSource)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(name, [Problem(name, "读不出来", "存成 UTF-8 的文本文件, 检查权限")]) from error
    source = shaped(name, text, shape)
    if isinstance(source, CategorySource) and source.category != path.stem:
        raise ConfigError(name, [Problem(name, f"category 是 {source.category}", f"写成 {path.stem}")])
    return source
