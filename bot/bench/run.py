"""The order of a run: the same messages for everything that is compared, in turn."""

from __future__ import annotations

import cProfile
import gc
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bot.bench.city import city
from bot.bench.cpu import Meter
from bot.bench.pipeline import BATCH, START, Pipeline, history, open_pipeline
from bot.bench.profile import Stages, costliest, watched
from bot.bench.raw import RawSqlite, cut_and_insert
from bot.bench.traffic import Traffic
from bot.bench.words import Keywords, lines_of
from handlers.reading.lexicon import Lexicon
from handlers.reading.segment import Segmenter
from models.settings import Settings


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much is measured."""

    rounds: int
    groups: int
    before: int  # messages that each group has said before
    cases: int  # reports in each group before the first round
    messages: int  # of a round

    @classmethod
    def of(cls, rounds: int, *, quick: bool) -> Wanted:
        return cls(min(rounds, 2), 20, 20, 1, 100) if quick else cls(rounds, 300, 80, 2, 2_000)


@dataclass(slots=True)
class Profile:
    """What one profiled run found."""

    messages: int
    seconds: float
    stages: Stages
    functions: list[tuple[str, int, float]]


async def measure(settings: Settings, wanted: Wanted) -> dict[str, Any]:
    """Every line of the bench."""
    lexicon = Lexicon.load(settings.words, settings.words_folder)
    with scratch() as folder:
        return {"ratios": {"pipeline_vs_jieba": {"sqlite": await _pipeline_sqlite(settings, wanted, lexicon, folder)}}}


async def _pipeline_sqlite(settings: Settings, wanted: Wanted, lexicon: Lexicon, folder: Path) -> dict[str, Any]:
    jieba = Segmenter().reference
    jieba("warm up")
    path = folder / "linli.db"
    spent: dict[str, list[float]] = {"pipeline": [], "jieba": []}
    async with open_pipeline(city(settings, wanted.groups), f"sqlite:///{path}", folder, lexicon) as pipeline:
        traffic = traffic_of(lexicon, wanted)
        await warm_up(pipeline, traffic, wanted)
        before = await pipeline.counts()
        with RawSqlite.open(path) as ours, RawSqlite.open(folder / "raw.db") as raw:
            raw.copy_of(path)
            for _ in range(wanted.rounds):
                messages, marks = traffic.take(wanted.messages), ours.marks()
                with metered(spent["pipeline"]):
                    await pipeline.take_in(messages)
                rows, texts = ours.since(marks), [one.text for one in messages]
                with metered(spent["jieba"]):
                    cut_and_insert(texts, rows, jieba, raw.insert, BATCH)
        after = await pipeline.counts()
    return _line(spent, wanted, {name: after[name] - before[name] for name in after})


def _line(spent: dict[str, list[float]], wanted: Wanted, rows: dict[str, int]) -> dict[str, Any]:
    each = {name: median(seconds) / wanted.messages * 1e6 for name, seconds in spent.items()}
    return {
        "value": each["jieba"] / each["pipeline"],
        "target": 3.0,
        "met": each["jieba"] / each["pipeline"] >= 3.0,
        "cpu_us_per_message": each,
        "opened_share": rows["cases"] / rows["messages"],
        "replies_share": rows["outbox"] / rows["messages"],
    }


async def profiled(settings: Settings, wanted: Wanted) -> Profile:
    """One round with the stages timed, then one under Python's own profiler."""
    lexicon = Lexicon.load(settings.words, settings.words_folder)
    with scratch() as folder, watched() as stages:
        url = f"sqlite:///{folder / 'linli.db'}"
        async with open_pipeline(city(settings, wanted.groups), url, folder, lexicon) as pipeline:
            traffic = traffic_of(lexicon, wanted)
            await warm_up(pipeline, traffic, wanted)
            stages.begin()
            spent: list[float] = []
            with metered(spent):
                await pipeline.take_in(traffic.take(wanted.messages))
            stages.end()
            profiler = cProfile.Profile()
            # Switched on and off in the thread that does the work.
            await pipeline.app.database.write(lambda _: profiler.enable())
            await pipeline.take_in(traffic.take(wanted.messages))
            await pipeline.app.database.write(lambda _: profiler.disable())
    return Profile(wanted.messages, spent[0], stages, costliest(profiler))


def traffic_of(lexicon: Lexicon, wanted: Wanted) -> Traffic:
    return Traffic(lines_of(lexicon), Keywords(lexicon), wanted.groups, START)


async def warm_up(pipeline: Pipeline, traffic: Traffic, wanted: Wanted) -> None:
    """Bring every group to where a city's groups are: words of a day behind them, and cases open."""
    await pipeline.preload(history(traffic, wanted.groups, wanted.before))
    await pipeline.take_in(list(traffic.reports(wanted.cases)))
    await pipeline.take_in(traffic.take(wanted.messages))


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder of its own, and no line a message on the screen."""
    logging.getLogger().setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as folder:
        yield Path(folder)


@contextmanager
def metered(into: list[float]) -> Iterator[None]:
    """Add the processor time of the block."""
    gc.collect()
    meter = Meter()
    yield
    into.append(meter.spent())
