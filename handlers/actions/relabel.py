"""Put a case under another category, and keep what is or becomes private with those who may see it."""

from __future__ import annotations

from typing import Any

from handlers.actions.holders import first_holder, office_of
from handlers.scene import Scene
from models.case import Case


def relabelled(scene: Scene, case: Case, category: str) -> dict[str, Any]:
    """The columns that a new category changes.

    Once private, a case stays so: what was said about it does not become public by a change of label. What becomes
    private leaves the hands of whoever may not be told of it, and its receipt is not posted.
    """
    private = case.private or scene.settings.category(category).private
    changes: dict[str, Any] = {"category": category, "private": private}
    if private and not case.private:
        changes["receipt_due"] = None
        if not office_of(scene.settings, case.holder, private=True):
            changes["holder"] = first_holder(scene.settings, case.grid, private=True)
    return changes
