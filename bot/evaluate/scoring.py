"""Transcripts through the whole pipeline, and each judged by its label."""

from __future__ import annotations

from collections.abc import Sequence

from bot.evaluate.compare import Comparison, compare
from bot.evaluate.labels import Sample, prediction_of
from bot.evaluate.mistakes import mistakes
from bot.evaluate.sets import held_out
from bot.evaluate.spread import spread
from bot.replay.run import replay
from models.settings import Settings


def judge(samples: Sequence[Sample], settings: Settings, workers: int = 0) -> dict[str, Comparison]:
    """Id -> what was read beside the label."""
    predictions = spread(replay, [sample.transcript for sample in samples], settings, workers)
    return {
        sample.id: compare(sample.label, prediction_of(row)) for sample, row in zip(samples, predictions, strict=True)
    }


def mistakes_by_kind(samples: Sequence[Sample], judged: dict[str, Comparison]) -> dict[str, list[str]]:
    """Kind -> lines. Transcripts that are held out are counted and never shown: words once read cannot be unread."""
    found: dict[str, list[str]] = {}
    for sample in samples:
        if not held_out(sample.id):
            for kind, line in mistakes(judged[sample.id], sample.said()):
                found.setdefault(kind, []).append(f"{sample.id} {line}")
    return found
