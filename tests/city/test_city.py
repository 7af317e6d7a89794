"""A city of real processes, two of its kinds killed again and again, does what one undisturbed process does."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.city.campaign import Plan, run

SECONDS = float(os.environ.get("LINLI_TEST_CITY_SECONDS", "6"))
RATE = float(os.environ.get("LINLI_TEST_CITY_RATE", "60"))


@pytest.mark.nats
@pytest.mark.postgres
async def test_nothing_is_lost_doubled_or_out_of_order_while_processes_are_killed(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    verdict = await run(Plan(seconds=SECONDS, rate=RATE, kill_every=1.1, grids=20), tmp_path)
    record_property(
        "city",
        f"{verdict.messages} messages at {verdict.said_a_second}/s, handled at {verdict.handled_a_second}/s; kills of"
        f" workers {verdict.kills_of_workers}, of connectors {verdict.kills_of_connectors}; back after"
        f" {verdict.back_median} s; cases {verdict.cases}; faults {verdict.faults or 'none'}",
    )
    assert verdict.faults == {}
    assert verdict.kills_of_workers >= 2
    assert verdict.kills_of_connectors >= 2
    assert verdict.cases
    assert verdict.posts
    assert verdict.prompts
