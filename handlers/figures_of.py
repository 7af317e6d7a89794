"""Compute a node's figures from the ledger, so that every number can be traced to its cases."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from handlers.actions.access import is_private
from handlers.figures import CallBacks, Figures, Part, Tally, mean
from handlers.scene import Scene
from models.case import Case
from models.queries.ledger import Period, cases_touching, closings, moved_in
from models.settings import GridNode, Settings
from models.status import Move, State

REPEATS_WITHIN = timedelta(days=90)
FAIRLY, CONTENT = 2, 3
COMMUNITY = ("社区", "村")  # what that rung is called; elsewhere the node above the grid stands for it


def figures_of(scene: Scene, node: str, period: Period, *, private: bool = True) -> Figures:
    """Everything that a digest tells of a node of the tree and all below it; `private`: private matters as well."""
    settings = scene.settings
    grids = settings.subtree(node)
    cases = cases_touching(scene.connection, grids, period)
    if not private:
        cases = tuple(case for case in cases if not is_private(settings, case))
    received = [case for case in cases if period.holds(case.opened_at)]
    ended = [case for case in cases if period.holds(case.closed_at) and not case.is_open]
    due = [case for case in cases if period.holds(case.solve_due)]
    ids = [case.id for case in cases]
    return Figures(
        tally=tally(settings, node, received),
        due=len(due),
        closed_on_time=sum(_on_time(case) for case in due),
        call_backs=_call_backs(scene, cases, period),
        ended=len(ended),
        reopened=len(moved_in(scene.connection, Move.REOPEN, ids, period)),
        repeated=_repeated(scene, grids, received),
        ended_in_grid=sum(case.holder == case.grid and not case.department for case in ended),
        ended_in_community=sum(in_community(settings, case) for case in ended),
        first_response=mean([case.first_word_at - case.opened_at for case in received if case.first_word_at]),
        solving=mean([case.closed_at - case.opened_at for case in ended if case.closed_at]),
        by_category=_by_category(scene, node, received),
        by_child=_by_child(settings, settings.nodes[node], received),
    )


def tally(settings: Settings, node: str, cases: Iterable[Case]) -> Tally:
    """Each case counts once: ended, in the hands of somebody outside the node, or still open here."""
    total = Tally()
    for case in cases:
        total = total.plus(_one(settings, node, case))
    return total


def _one(settings: Settings, node: str, case: Case) -> Tally:
    if case.state is State.CLOSED:
        return Tally(received=1, closed=1)
    if case.state is State.CANNOT:
        return Tally(received=1, cannot=1)
    if not settings.is_under(case.holder, node):
        return Tally(received=1, transferred_out=1)
    return Tally(received=1, open=1)


def in_community(settings: Settings, case: Case) -> bool:
    """Whether a case was settled without leaving its community: no department, nobody above."""
    return not case.department and is_in_community(settings, case.grid, case.holder)


def is_in_community(settings: Settings, grid: str, holder: str) -> bool:
    """Whether a holder is the community of a grid, or lies below it."""
    path = settings.path(grid)
    community = next((node for node in path if settings.nodes[node].level in COMMUNITY), path[min(1, len(path) - 1)])
    return settings.is_under(holder, community)


def _on_time(case: Case) -> bool:
    return not case.is_open and case.closed_at is not None and case.closed_at <= case.solve_due


def _call_backs(scene: Scene, cases: Iterable[Case], period: Period) -> CallBacks:
    """Residents' answers that were given in the period; the latest of each case counts."""
    rated = moved_in(scene.connection, Move.RATE, [case.id for case in cases], period)
    answered = [case for case in cases if case.id in rated and case.score is not None]
    return CallBacks(
        valid=len(answered),
        contacted=sum(case.first_word_at is not None for case in answered),
        solved=sum(case.state is State.CLOSED for case in answered),
        content=sum(case.score == CONTENT for case in answered),
        fairly_content=sum(case.score == FAIRLY for case in answered),
    )


def _repeated(scene: Scene, grids: frozenset[str], received: list[Case]) -> int:
    if not received:
        return 0
    earlier = closings(scene.connection, grids, min(case.opened_at for case in received) - REPEATS_WITHIN)
    return sum(
        (closed := earlier.get((case.grid, case.category, case.place))) is not None and closed < case.opened_at
        for case in received
    )


def _by_category(scene: Scene, node: str, received: list[Case]) -> tuple[Part, ...]:
    parts: dict[tuple[str, bool], list[Case]] = {}
    for case in received:
        parts.setdefault((scene.house.label(case.category), case.private), []).append(case)
    return tuple(Part(label, tally(scene.settings, node, cases), private) for (label, private), cases in parts.items())


def _by_child(settings: Settings, node: GridNode, received: list[Case]) -> tuple[Part, ...]:
    """The node's children, and the node itself where cases lie directly with it; adds up to the node's tally."""
    parts = [
        Part(
            child.name, tally(settings, node.id, [case for case in received if settings.is_under(case.grid, child.id)])
        )
        for child in node.children
    ]
    own = [case for case in received if case.grid == node.id]
    if own and parts:
        parts.append(Part(f"{node.name}本级", tally(settings, node.id, own)))
    return tuple(parts)
