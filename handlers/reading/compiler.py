"""Turns the lexicon's sources into rules and word groups with keys of their own. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial

from handlers.reading.facts import Urgency
from handlers.reading.lexicon_source import ActRuleSource, CategorySource, RaiseSource, RuleSource, SharedSource, Words
from handlers.reading.rules import ActRule, Rule
from models.errors import Problem

# There are more patterns than the cache of `re` holds, and a check or a reload builds the lexicon several times.
_compiled = cache(partial(re.compile, flags=re.IGNORECASE))
LIFTS = (Urgency.EMERGENCY, Urgency.URGENT)
SHARED = ""


class Compiler:
    """Collects groups, rules and problems; a rule that cannot be compiled is a problem and is left out."""

    def __init__(self, shared: SharedSource) -> None:
        self.groups: dict[str, Words] = {}
        self.used: set[str] = set()
        self.rules: list[Rule] = []
        self.act_rules: list[ActRule] = []
        self.veto_patterns: dict[str, tuple[re.Pattern[str], ...]] = {}
        self.problems: list[Problem] = []
        for name, words in shared.groups.items():
            self.groups[f"{SHARED}:{name}"] = self._expand(SHARED, words, shared.groups)
        self._add_raises(SHARED, shared.raises)

    def add_category(self, source: CategorySource) -> None:
        code = source.category
        for name, words in source.groups.items():
            self.groups[f"{code}:{name}"] = self._expand(code, words, source.groups)
        self.groups[f"{code}:veto"] = source.vetoes.words
        self._add_raises(code, source.raises)
        patterns = [self.compile(f"{code}.vetoes", pattern) for pattern in source.vetoes.patterns]
        self.veto_patterns[code] = tuple(pattern for pattern in patterns if pattern)
        for rule in source.rules:
            self._add_rule(source, rule)

    def add_act(self, source: ActRuleSource) -> None:
        key = f"act:{source.id}"
        self.groups[key] = source.words or source.needs
        pattern = self.compile(source.id, source.pattern) if source.pattern else None
        whole = source.scope == "message"
        self.act_rules.append(
            ActRule(
                source.id,
                source.act,
                key,
                pattern,
                whole,
                source.who,
                source.blocks,
                source.count,
                source.named,
                source.to_staff,
            )
        )

    def compile(self, where: str, pattern: str) -> re.Pattern[str] | None:
        try:
            return _compiled(pattern)
        except re.error as error:
            self.problems.append(Problem(where, f"正则表达式有误: {error}", "改正 pattern"))
            return None

    def _add_rule(self, source: CategorySource, rule: RuleSource) -> None:
        code = source.category
        pattern = self.compile(rule.id, rule.pattern) if rule.pattern else None
        lists = tuple(tuple(self._keys(code, rule.id, names)) for names in rule.all)
        none = tuple(key for names in rule.none for key in self._keys(code, rule.id, names))
        if (rule.pattern and pattern is None) or not all(lists):
            return
        needs = f"needs:{rule.id}" if rule.needs else ""
        if needs:
            self.groups[needs] = rule.needs
        urgency, kind = rule.urgency or source.urgency, rule.kind or source.kind
        self.rules.append(Rule(rule.id, code, rule.score, urgency, kind, rule.within, lists, none, pattern, needs))

    def _keys(self, code: str, rule: str, names: Words) -> Iterator[str]:
        for name in names:
            key = next((key for key in (f"{code}:{name}", f"{SHARED}:{name}") if key in self.groups), None)
            if key is None:
                self.problems.append(Problem(rule, f"没有词组 {name}", "在 groups 或 _shared.yaml 里定义"))
            else:
                self.used.add(key)
                yield key

    def _expand(self, code: str, words: Words, own: Mapping[str, Words]) -> Words:
        """A group's words; an ASCII name among them stands for that group's words."""
        found: list[str] = []
        for word in words:
            inner = own.get(word) or self.groups.get(f"{SHARED}:{word}")
            if word.isascii() and inner is not None:
                self.used.update((f"{code}:{word}", f"{SHARED}:{word}"))
                found.extend(inner)
            else:
                found.append(word)
        return tuple(dict.fromkeys(found))

    def _add_raises(self, code: str, raises: RaiseSource) -> None:
        self.groups[f"{code}:raise:{Urgency.URGENT}"] = raises.urgent
        self.groups[f"{code}:raise:{Urgency.EMERGENCY}"] = raises.emergency
