"""A node's figures, counted by the database: the same as `handlers.figures_of` counts, with the way to the cases."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from handlers.desk.asked import PRIVATE, basis_of
from handlers.figures import CallBacks, Figures, Tally
from handlers.scene import Scene
from models.queries import behind
from models.queries.behind import FIGURES, Basis, Condition
from models.queries.ledger import Period
from models.queries.tallies import average, count, counts, shares
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
    by_child = _by_child(scene.settings, node, basis)
    return DeskFigures(figures, numbers, _by_category(scene, staff, basis), by_child)


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


def _by_category(scene: Scene, staff: StaffSettings, basis: Basis) -> tuple[Row, ...]:
    """Whoever may not be told of private matters sees them as one row."""
    found: Counter[tuple[str, str]] = Counter()
    for category, private, stands, many in shares(basis, case.c.category, case.c.private):
        hidden = not staff.sees_private and (private or scene.settings.category(category).private)
        found[PRIVATE if hidden else category, stands] += many
    keys = {key for key, _ in found}
    rows = [Row(key, "" if key == PRIVATE else scene.house.label(key), _tally(found, key)) for key in keys]
    return tuple(sorted(rows, key=lambda row: (-row.tally.received, row.name)))


def _by_child(settings: Settings, node: str, basis: Basis) -> tuple[Row, ...]:
    """The node's children, and the node itself where cases lie directly with it; adds up to the node's tally."""
    children = settings.nodes[node].children
    if not children:
        return ()
    found: Counter[tuple[str, str]] = Counter()
    places: dict[str, str] = {}
    for grid, stands, many in shares(basis, case.c.grid):
        key = places.get(grid) or places.setdefault(grid, child_of(settings, node, grid))
        found[key, stands] += many
    keys = [child.id for child in children] + ([node] if any(key == node for key, _ in found) else [])
    return tuple(Row(key, settings.nodes[key].name, _tally(found, key)) for key in keys)


def child_of(settings: Settings, node: str, grid: str) -> str:
    """The child of the node under which a grid lies; the node itself where it lies under none."""
    path = settings.path(grid) if grid in settings.nodes else (node,)
    at = path.index(node) if node in path else 0
    return path[at - 1] if at else node


def _tally(found: Counter[tuple[str, str]], key: str) -> Tally:
    counted = [found[key, stands] for stands in ("closed", "open", "cannot", "out")]
    return Tally(sum(counted), *counted)
