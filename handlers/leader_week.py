"""The week of a node of the tree, read from the ledger for its leaders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta

from handlers.actions.describe import standing_of
from handlers.figures_of import figures_of
from handlers.scene import Scene
from handlers.weekly import is_private, trend_until, week_until
from handlers.wording.card_values import Child, LeaderReport
from handlers.wording.values import HotSpot, LeaderDigest, Standing
from models.case import Case
from models.queries.cases import open_cases_in
from models.queries.ledger import Period, cases_touching
from models.settings import GridNode
from models.status import State

HOT = 2  # the same trouble at the same place this often in a week
MOST = 10
MOST_CASES = 40  # that a report lists one by one


def digest_of_node(scene: Scene, node: str, last: date, *, private: bool) -> LeaderDigest:
    """A node's week until this day. Private cases are counted; only with `private` it is told which they are."""
    grids = scene.settings.subtree(node)
    period = week_until(last, scene.settings)
    overdue = [one for one in _standings(scene, _open(scene, grids, private=private)) if one.overdue]
    return LeaderDigest(
        scene.settings.nodes[node].name,
        last - timedelta(days=6),
        last,
        figures_of(scene, node, period),
        tuple(overdue[:MOST]),
        hot_spots(scene, grids, period),
    )


def report_until(scene: Scene, node: str, last: date, *, private: bool) -> LeaderReport:
    """The same in full: more of what is overdue, what was escalated, every node below, eight weeks."""
    grids = scene.settings.subtree(node)
    shown = _open(scene, grids, private=private)
    overdue = [one for one in _standings(scene, shown) if one.overdue]
    digest = digest_of_node(scene, node, last, private=private)
    return LeaderReport(
        LeaderDigest(
            digest.node, digest.first, digest.last, digest.figures, tuple(overdue[:MOST_CASES]), digest.hot_spots
        ),
        trend_until(scene, grids, last, private=True),
        tuple(_child(scene, child, last) for child in scene.settings.nodes[node].children),
        tuple(_standings(scene, [case for case in shown if case.state is State.ESCALATED])[:MOST_CASES]),
    )


def hot_spots(scene: Scene, grids: frozenset[str], period: Period) -> tuple[HotSpot, ...]:
    """Places where the same trouble came up again within the period; private matters have no place here."""
    cases = cases_touching(scene.connection, grids, period)
    counted = Counter(
        (case.grid, case.category, case.place)
        for case in cases
        if period.holds(case.opened_at) and case.place and not is_private(scene, case)
    )
    return tuple(
        HotSpot(place, scene.house.label(category), count)
        for (_, category, place), count in counted.most_common(MOST)
        if count >= HOT
    )


def _child(scene: Scene, child: GridNode, last: date) -> Child:
    cases = _open(scene, scene.settings.subtree(child.id), private=True)
    return Child(
        child.name,
        figures_of(scene, child.id, week_until(last, scene.settings)),
        overdue=sum(one.overdue for one in _standings(scene, cases)),
        escalated=sum(case.state is State.ESCALATED for case in cases),
    )


def _open(scene: Scene, grids: frozenset[str], *, private: bool) -> list[Case]:
    return [case for case in open_cases_in(scene.connection, grids) if private or not is_private(scene, case)]


def _standings(scene: Scene, cases: Collection[Case]) -> list[Standing]:
    return [standing_of(scene, case) for case in cases]
