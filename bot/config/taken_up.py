"""Which settings take effect while the program runs, and which wait for a restart. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from models.settings import GridNode, Settings

AT_ONCE = ("words", "words_folder", "categories")
PLACES = "places of "


def taken_up(now: Settings, fresh: Settings) -> Settings:
    """The settings in force with the fresh words, categories and places; everything else stays."""
    at_once = {name: getattr(fresh, name) for name in AT_ONCE}
    return now.changed(grid=_placed(now.grid, fresh.nodes), **at_once)


def differing(old: Settings, new: Settings) -> tuple[str, ...]:
    """The keys in which two settings differ; places are named by their nodes."""
    places = [node for node in old.nodes if node in new.nodes and old.nodes[node].places != new.nodes[node].places]
    alike = {name: getattr(old, name) for name in Settings.model_fields}
    alike["grid"] = _placed(old.grid, new.nodes)
    others = [name for name, value in alike.items() if value != getattr(new, name)]
    return (*others, *(f"{PLACES}{node}" for node in places))


def at_once(key: str) -> bool:
    """Whether what `differing` names takes effect while the program runs."""
    return key in AT_ONCE or key.startswith(PLACES)


def _placed(node: GridNode, fresh: Mapping[str, GridNode]) -> GridNode:
    """A node and all below it with the places that they have in another tree."""
    children = tuple(_placed(child, fresh) for child in node.children)
    return node.model_copy(update={"places": fresh.get(node.id, node).places, "children": children})
