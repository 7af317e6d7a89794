"""kill -9, again and again, while a neighbourhood talks: nothing is lost, nothing is said twice.

`python -m tests.kill --kills 500 --database both` is the long form.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.databases import DATABASES
from tests.kill.__main__ import columns
from tests.kill.campaign import Plan, run_campaign
from tests.kill.truth import compare

KILLS = 25


@pytest.mark.parametrize("kind", DATABASES)
async def test_the_ledger_equals_the_truth_after_many_kills(
    kind: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    plan = Plan(kind, KILLS, rate=20, life=0.5, at_point=3.0, lease=2.0)
    killed, calm = await run_campaign(plan, tmp_path / "campaign")
    found = compare(killed.ledger, killed.account, calm.ledger)
    figures = columns(plan, killed, found)
    record_property("kill -9", ", ".join(f"{name} {value}" for name, value in figures.items()))
    assert found.wrong == []
    assert compare(calm.ledger, calm.account).wrong == []
    assert killed.kills.total() == KILLS
    assert len(killed.ledger.cases) > 0
