"""Small lexicons for tests that must not hang on the words of the real one."""

from __future__ import annotations

from typing import Any

from handlers.reading.lexicon import Lexicon
from handlers.reading.lexicon_source import ActRuleSource, CategorySource, SharedSource, Sources


def lexicon_of(*categories: dict[str, Any], shared: dict[str, Any] | None = None, acts: Any = ()) -> Lexicon:
    """A lexicon of categories, shared groups and act rules written as the YAML files would hold them."""
    return Lexicon(
        Sources(
            tuple(CategorySource.model_validate(category) for category in categories),
            SharedSource.model_validate(shared or {}),
            tuple(ActRuleSource.model_validate(act) for act in acts),
        )
    )


def drains(**changes: Any) -> dict[str, Any]:
    """One category with one rule: a drain that is blocked."""
    rule = {"id": "sewage.blocked", "all": [["drain"], ["blocked"]], "yes": ["下水道堵了"]}
    groups = {"drain": ["下水道", "窨井"], "blocked": ["堵", "满"]}
    return {"category": "sewage", "groups": groups, "rules": [rule], **changes}
