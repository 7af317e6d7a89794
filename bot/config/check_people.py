"""Staff, departments, and who may see what is private."""

from __future__ import annotations

from collections.abc import Iterator

from bot.config.check_areas import repeated
from bot.config.finding import Finding, meant
from bot.config.parts import At, Parts
from models.settings import ALWAYS_PRIVATE, CATEGORY_CODES, Role, StaffSettings


def staff(parts: Parts) -> Iterator[Finding]:
    for entry in parts.staff:
        yield from _grids(entry, parts)
        yield from _department(entry, parts)


def _grids(entry: At[StaffSettings], parts: Parts) -> Iterator[Finding]:
    if not entry.value.grids:
        yield Finding((*entry.path, "grids"), "has no node to act for", "add grids: [id of a node]")
    for index, grid in enumerate(entry.value.grids):
        if parts.nodes and grid not in parts.node_ids:
            yield Finding((*entry.path, "grids", index), f"no node has the id {grid!r}", meant(grid, parts.node_ids))


def _department(entry: At[StaffSettings], parts: Parts) -> Iterator[Finding]:
    path, name = (*entry.path, "department"), entry.value.department
    if name and name not in parts.department_ids:
        yield Finding(path, f"no department has the id {name!r}", meant(name, parts.department_ids))
    if entry.value.role is Role.DEPARTMENT and not name:
        yield Finding(path, "a member of a department without one", "add department: id of a department")


def departments(parts: Parts) -> Iterator[Finding]:
    for entry in parts.departments:
        for index, code in enumerate(entry.value.categories):
            if code not in parts.own_codes | set(CATEGORY_CODES):
                path = (*entry.path, "categories", index)
                yield Finding(path, f"no category has the code {code!r}", meant(code, CATEGORY_CODES))
    for code, category in parts.categories.items():
        name = category.department
        if name and name not in parts.department_ids:
            path = ("categories", code, "department")
            yield Finding(path, f"no department has the id {name!r}", meant(name, parts.department_ids))


def department_names(parts: Parts) -> Iterator[Finding]:
    """A cadre writes 转城管; the word has to mean one department."""
    names = (((*entry.path, "name"), entry.value.name) for entry in parts.departments)
    aliases = (
        ((*entry.path, "aliases", index), alias)
        for entry in parts.departments
        for index, alias in enumerate(entry.value.aliases)
        if alias != entry.value.name
    )
    yield from repeated(iter([*names, *aliases]), "the name", "keep it with one department")


def signing_in(parts: Parts) -> Iterator[Finding]:
    """Whom another system's names mean."""
    known = [entry.value.id for entry in parts.staff]
    for name, staff_id in parts.web.wecom.people.items():
        if staff_id not in known:
            path = ("web", "wecom", "people", name)
            yield Finding(path, f"no member of staff has the id {staff_id!r}", meant(staff_id, known))


def private_eyes(parts: Parts) -> Iterator[Finding]:
    """Private matters are shown to nobody else, so that somebody has to be there on the way up from each leaf."""
    if not ALWAYS_PRIVATE & set(parts.categories) and not any(c.private for c in parts.categories.values()):
        return
    seeing = parts.unsure | {grid for entry in parts.staff if entry.value.sees_private for grid in entry.value.grids}
    for node in parts.leaves:
        if not seeing.intersection(node.line):
            yield Finding(
                node.path,
                f"nobody may see private matters of {node.id!r}",
                "add sees_private: true to a cadre or leader of it, or of a node above",
            )
