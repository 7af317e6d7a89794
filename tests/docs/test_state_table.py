"""The table of moves in docs/architecture.md says what models/status.py does."""

from __future__ import annotations

from enum import StrEnum

from models.status import ANYONE, ENDED, OPEN, RUNNING, TABLE, Move, Rule, State
from tests.sources import ROOT

PAGE = ROOT / "docs" / "architecture.md"
GROUPS = {frozenset(State): "any", OPEN: "open", RUNNING: "running", ENDED: "ended", ANYONE: "anyone"}


def words(members: frozenset[State] | frozenset[StrEnum]) -> str:
    """A set by its name where it has one, else member by member."""
    return GROUPS.get(members) or ", ".join(sorted(members)) or "—"


def row(move: Move, rule: Rule) -> str:
    target = rule.target or "as it was"
    marks = "reason" if rule.needs_reason else ""
    told = "yes" if rule.public else ""
    return f"| `{move}` | {words(rule.sources)} | {target} | {words(rule.who)} | {rule.clock} | {marks} | {told} |"


def test_every_row_of_the_table_is_on_the_page() -> None:
    wanted = [row(move, rule) for move, rule in TABLE.items()]
    shown = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert [line for line in shown if line.count("|") == wanted[0].count("|")] == wanted, "\n".join(wanted)


def test_every_state_is_explained() -> None:
    page = PAGE.read_text("utf-8")
    assert [state for state in State if f"`{state}`" not in page] == []
