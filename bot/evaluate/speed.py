"""How long reading takes beside segmenting alone: the same texts, in turn, in one run on one machine."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import rjieba

from handlers.house import House
from handlers.reading.segment import Segmenter
from models.settings import Settings

READING, JIEBA, RJIEBA = "reading", "jieba.lcut", "rjieba"


@dataclass(frozen=True, slots=True)
class Timing:
    """Microseconds of processor time a message: what else the machine does is no part of it."""

    name: str
    median: float
    p99: float


def tools(settings: Settings) -> dict[str, Callable[[str], object]]:
    """What is timed. The reader itself and not the house's, which remembers what it has read."""
    reader = House(settings).reader(settings.grid.id)
    return {READING: reader.read, JIEBA: Segmenter().reference, RJIEBA: rjieba.Jieba().cut}


def timings(
    texts: Iterable[str],
    timed: Mapping[str, Callable[[str], object]],
    clock: Callable[[], int] = time.thread_time_ns,
) -> list[Timing]:
    """Each text once, so that nothing is remembered, and by every tool in turn, so that all share a slow moment."""
    spent: dict[str, list[int]] = {name: [] for name in timed}
    texts = list(dict.fromkeys(text for text in texts if text))
    for tool in timed.values():
        tool("warm up")  # dictionaries are loaded at the first call
    for text in texts:
        for name, tool in timed.items():
            begun = clock()
            tool(text)
            spent[name].append(clock() - begun)
    return [Timing(name, median(ns) / 1000, percentile(ns, 99) / 1000) for name, ns in spent.items() if ns]


def percentile(values: Sequence[int], percent: int) -> int:
    """The smallest value that so many percent do not exceed."""
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]
