"""A writer's transcripts that nobody who changes rules may read: the whole program still finds what is in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import load_settings
from bot.evaluate.figures import figures
from bot.evaluate.labels import read_samples
from bot.evaluate.scoring import judge
from bot.evaluate.sets import added_up
from bot.evaluate.tally import tally

HELD_OUT = Path("tests/transcripts/wf.jsonl")


@pytest.fixture(scope="module")
def held_out() -> dict[str, float]:
    samples = read_samples([HELD_OUT])[:9]
    judged = judge(samples, load_settings(Path("config.yaml")), workers=1)
    tallies = {one: tally(comparison) for one, comparison in judged.items()}
    return dict(figures(added_up(tallies, tallies)))


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("case_f1", 0.8),
        ("evidence_f1", 0.7),
        ("category_accuracy", 0.8),
        ("urgency_accuracy", 0.75),
        ("questions_f1", 0.7),
        ("notices_f1", 0.7),
    ],
)
def test_what_was_understood_stays_understood(held_out: dict[str, float], figure: str, least: float) -> None:
    assert held_out[figure] >= least


def test_chatter_is_seldom_answered(held_out: dict[str, float]) -> None:
    assert held_out["disturbed_per_1000_chat"] <= 15
