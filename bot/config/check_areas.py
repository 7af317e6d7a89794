"""The tree, its places, and the groups bound to it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.config.finding import Finding, Path, dotted, meant
from bot.config.parts import Parts
from models.settings import PlaceSettings, Role


def repeated(entries: Iterator[tuple[Path, str]], what: str, cure: str) -> Iterator[Finding]:
    """One finding for each entry whose word an earlier one has already; empty words do not count."""
    first: dict[str, Path] = {}
    for path, word in entries:
        if word and first.setdefault(word, path) != path:
            yield Finding(path, f"{what} {word!r} stands at {dotted(first[word])} already", cure)


def ids(parts: Parts) -> Iterator[Finding]:
    cure = "give each its own id"
    yield from repeated((((*node.path, "id"), node.id) for node in parts.nodes), "the id", cure)
    for section in (parts.groups, parts.staff, parts.departments):
        yield from repeated((((*entry.path, "id"), entry.value.id) for entry in section), "the id", cure)


def places(parts: Parts) -> Iterator[Finding]:
    """One word may mean one place only, in a node and in everything above it."""
    known: dict[str, list[tuple[str, Path]]] = {}
    for node in parts.nodes:
        own: list[tuple[str, Path]] = []
        for index, place in enumerate(node.value.places if node.value else ()):
            for path, word in _words((*node.path, "places", index), place):
                above = [entry for up in node.line[1:] for entry in known.get(up, [])]
                other = next((path for name, path in above + own if name == word), None)
                if other is not None:
                    yield Finding(path, f"{word!r} means {dotted(other)} already", "keep it with one of the two places")
                own.append((word, path))
        known[node.id] = own


def _words(path: Path, place: PlaceSettings) -> Iterator[tuple[Path, str]]:
    yield (*path, "name"), place.name
    for index, alias in enumerate(place.aliases):
        yield (*path, "aliases", index), alias


def groups(parts: Parts) -> Iterator[Finding]:
    for entry in parts.groups:
        if parts.nodes and entry.value.grid not in parts.node_ids:
            yield Finding(
                (*entry.path, "grid"),
                f"no node has the id {entry.value.grid!r}",
                meant(entry.value.grid, parts.node_ids),
            )


def group_names(parts: Parts) -> Iterator[Finding]:
    names = (((*entry.path, "name"), entry.value.name.strip()) for entry in parts.groups)
    yield from repeated(names, "the group name", "rename one of the groups in WeChat and here")
    rooms = (
        ((*entry.path, "rooms", index), room) for entry in parts.groups for index, room in enumerate(entry.value.rooms)
    )
    yield from repeated(rooms, "the room", "a room belongs to one group: keep it with one")


def cadres(parts: Parts) -> Iterator[Finding]:
    """Whoever is prompted first has to exist, or a case would lie unseen until its deadline."""
    held = {grid for entry in parts.staff if entry.value.role is Role.CADRE for grid in entry.value.grids}
    for node in parts.leaves:
        if node.id not in held and node.id not in parts.unsure:
            yield Finding(node.path, f"nobody is cadre of {node.id!r}", f"add grids: [{node.id}] to a cadre in staff")
