"""A node's figures, counted by the database: the same as `handlers.figures_of` counts, with the way to the cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.desk.asked import PRIVATE, basis_of
from handlers.figures import CallBacks, Figures, Tally
from handlers.scene import Scene
from models.queries import behind
from models.queries.behind import FIGURES, Basis, Condition
from models.queries.ledger import Period
from models.queries.tallies import Share, average, count, counts, shares
from models.settings import Settings, StaffSettings
from models.tables import case


@dataclass(frozen=True, slots=True)
class Row:
    """One child node or one category; `key` is what a list is asked for with."""

    key: str
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class DeskFigures:
    """`counts` has the number of cases behind each key of FIGURES."""

    figures: Figures
    counts: dict[str, int]
    by_category: tuple[Row, ...]
    by_child: tuple[Row, ...]


def desk_figures(scene: Scene, staff: StaffSettings, node: str, period: Period) -> DeskFigures:
    """Everything that the desk tells of a node of the tree and all below it."""
    basis = basis_of(scene, staff, node, period)
    numbers = numbers_of(basis)
    parts = tuple(shares(basis))
    opened, closed = case.c.opened_at, case.c.closed_at
    figures = Figures(
        tally=tally_of(numbers),
        due=numbers["due"],
        closed_on_time=numbers["on_time"],
        call_backs=CallBacks(
            numbers["rated"], numbers["contacted"], numbers["solved"], numbers["content"], numbers["fairly"]
        ),
        ended=numbers["ended"],
        reopened=numbers["reopened"],
        repeated=numbers["repeated"],
        ended_in_grid=numbers["in_grid"],
        ended_in_community=numbers["in_community"],
        first_response=average(scene.connection, behind.received(basis), opened, case.c.first_word_at),
        solving=average(scene.connection, behind.ended(basis), opened, closed),
    )
    by_child = _by_child(scene.settings, node, parts)
    return DeskFigures(figures, numbers, _by_category(scene, staff, parts), by_child)


def numbers_of(basis: Basis) -> dict[str, int]:
    """How many cases are behind each figure; those of one kind are counted in one question."""
    kinds: tuple[tuple[Condition, tuple[str, ...]], ...] = (
        (behind.received(basis), ("received", "closed", "open", "cannot", "out", "answered")),
        (behind.due(basis), ("due", "on_time", "late")),
        (behind.ended(basis), ("ended", "in_grid", "in_community")),
        (behind.rated(basis), ("rated", "contacted", "solved", "content", "fairly")),
    )
    found: dict[str, int] = {}
    for whole, names in kinds:
        found |= counts(basis.connection, whole, {name: FIGURES[name](basis) for name in names})
    rest = FIGURES.keys() - found.keys()
    return found | {name: count(basis.connection, FIGURES[name](basis)) for name in rest}


def tally_of(numbers: dict[str, int]) -> Tally:
    return Tally(numbers["received"], numbers["closed"], numbers["open"], numbers["cannot"], numbers["out"])


def _by_category(scene: Scene, staff: StaffSettings, parts: Iterable[Share]) -> tuple[Row, ...]:
    """Whoever may not be told of private matters sees them as one row."""
    found: dict[str, Tally] = {}
    for part in parts:
        hidden = not staff.sees_private and (part.private or scene.settings.category(part.category).private)
        key = PRIVATE if hidden else part.category
        found[key] = found.get(key, Tally()).plus(_one(part))
    rows = [Row(key, "" if key == PRIVATE else scene.house.label(key), tally) for key, tally in found.items()]
    return tuple(sorted(rows, key=lambda row: (-row.tally.received, row.name)))


def _by_child(settings: Settings, node: str, parts: Iterable[Share]) -> tuple[Row, ...]:
    """The node's children, and the node itself where cases lie directly with it; adds up to the node's tally."""
    children = settings.nodes[node].children
    if not children:
        return ()
    found: dict[str, Tally] = {child.id: Tally() for child in children}
    for part in parts:
        key = child_of(settings, node, part.grid)
        found[key] = found.get(key, Tally()).plus(_one(part))
    return tuple(Row(key, settings.nodes[key].name, tally) for key, tally in found.items())


def child_of(settings: Settings, node: str, grid: str) -> str:
    """The child of the node under which a grid lies; the node itself where it lies under none."""
    path = settings.path(grid) if grid in settings.nodes else (node,)
    at = path.index(node) if node in path else 0
    return path[at - 1] if at else node


def _one(part: Share) -> Tally:
    return Tally(
        part.count, *(part.count if part.stands == kind else 0 for kind in ("closed", "open", "cannot", "out"))
    )
