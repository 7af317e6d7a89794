"""The whole pipeline beside plain segmenting and inserting: the same messages and rows in turn, round by round."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from statistics import median

import ahocorasick_rs
import rjieba

from bot.bench.bed import Bed
from bot.bench.cpu import metered
from bot.bench.pipeline import BATCH
from bot.bench.place import Place, open_raw
from bot.bench.raw import Raw, cut_and_insert, marks_of, rows_since
from bot.bench.words import Keywords
from handlers.reading.segment import Segmenter

PIPELINE, JIEBA, FLOOR = "pipeline", "jieba", "floor"


@dataclass(slots=True)
class Compared:
    """Microseconds of processor time a message, client and server, by what was measured: one figure a round."""

    spent: dict[str, list[float]] = field(default_factory=lambda: {PIPELINE: [], JIEBA: [], FLOOR: []})
    rows: dict[str, int] = field(default_factory=dict)  # that the rounds stored

    def each(self) -> dict[str, float]:
        return {name: round(median(rounds), 2) for name, rounds in self.spent.items()}

    def ratio(self, of: str) -> float:
        """How many times as long as the whole pipeline."""
        return median(self.spent[of]) / median(self.spent[PIPELINE])


async def compare(bed: Bed, place: Place, mix: str) -> Compared:
    """Rounds of the pipeline, the yardstick and the floor on one kind of database."""
    found = Compared()
    jieba, floor = Segmenter().reference, floor_cut(bed.keywords)
    jieba("warm up")
    async with bed.warm(place, mix) as (pipeline, traffic), _raws(place) as raws:
        known = await marks_of(raws.ours)
        for raw in (raws.jieba, raws.floor):  # as large as ours is by now
            await raw.insert(await rows_since(raws.ours, {}))
        before = await pipeline.counts()
        for _ in range(bed.scale.rounds):
            messages = traffic.take(bed.scale.messages)
            texts = [one.text for one in messages]
            with metered(found.spent[PIPELINE], place.server, len(texts)):
                await pipeline.take_in(messages)
            rows, known = await rows_since(raws.ours, known), await marks_of(raws.ours)
            with metered(found.spent[JIEBA], place.server, len(texts)):
                await cut_and_insert(texts, rows, jieba, raws.jieba.insert, BATCH)
            with metered(found.spent[FLOOR], place.server, len(texts)):
                await cut_and_insert(texts, rows, floor, raws.floor.insert_fast, BATCH)
        after = await pipeline.counts()
    found.rows = {name: after[name] - before[name] for name in after}
    return found


def floor_cut(keywords: Keywords) -> Callable[[str], object]:
    """The fastest segmentation: the Rust jieba, and that only where an automaton finds any keyword at all."""
    automaton, segmenter = ahocorasick_rs.AhoCorasick(keywords.words()), rjieba.Jieba()

    def cut(text: str) -> object:
        return segmenter.cut(text) if automaton.find_matches_as_indexes(text) else None

    return cut


@dataclass(frozen=True, slots=True)
class _Raws:
    ours: Raw
    jieba: Raw
    floor: Raw


@contextlib.asynccontextmanager
async def _raws(place: Place) -> AsyncIterator[_Raws]:
    """Bare connections to our database and to the two that the rows are copied into."""
    async with contextlib.AsyncExitStack() as open_ones:
        urls = (place.url, *place.raw_urls)
        yield _Raws(*[await open_ones.enter_async_context(open_raw(url)) for url in urls])
