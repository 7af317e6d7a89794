"""The bed that every measurement lies on: configuration, lexicon, messages, and a pipeline that has been running."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from bot.bench.city import GROUPS_OF_A_CITY, city
from bot.bench.pipeline import START, Pipeline, history, open_pipeline
from bot.bench.place import Place
from bot.bench.traffic import KEYWORDS, TALK, Traffic
from bot.bench.words import Keywords, Lines, lines_of
from handlers.reading.lexicon import Lexicon
from models.settings import Settings


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured."""

    rounds: int
    groups: int
    before: int  # messages that each group has said before
    cases: int  # reports in each group before the first round
    messages: int  # of a round
    seconds: float  # of open-loop load
    city: int  # groups of the largest city
    preloaded: int  # rows of a large table
    each_growth: int  # messages of a round in a city
    processes: int  # fresh processes of each kind
    thorough: bool = True  # else what only explains a figure is left out

    @property
    def mixes(self) -> tuple[str, ...]:
        return (KEYWORDS, TALK) if self.thorough else (KEYWORDS,)

    @classmethod
    def of(cls, rounds: int, *, quick: bool) -> Scale:
        if quick:
            return cls(1, 20, 10, 1, 60, 0.5, 2_000, 1_000, 30, 1, thorough=False)
        return cls(rounds, 200, 80, 2, 1_000, 5.0, GROUPS_OF_A_CITY, 1_000_000, 1_000, rounds)


@dataclass(frozen=True, slots=True)
class Bed:
    """Built once for a run."""

    settings: Settings
    lexicon: Lexicon
    keywords: Keywords
    lines: Lines
    scale: Scale

    @classmethod
    def made(cls, settings: Settings, scale: Scale) -> Bed:
        lexicon = Lexicon.load(settings.words, settings.words_folder)
        return cls(settings, lexicon, Keywords(lexicon), lines_of(lexicon), scale)

    def traffic(self, groups: int, mix: str = KEYWORDS, among: Sequence[int] = ()) -> Traffic:
        return Traffic(self.lines, self.keywords, groups, START, mix=mix, among=among)

    @contextlib.asynccontextmanager
    async def warm(
        self, place: Place, mix: str = KEYWORDS, window_ms: int = 0
    ) -> AsyncIterator[tuple[Pipeline, Traffic]]:
        """A pipeline in whose groups things are as in a city's: words of a day behind them, and cases open."""
        groups = self.scale.groups
        traffic = self.traffic(groups, mix)
        settings = city(self.settings, groups)
        async with open_pipeline(settings, place.url, place.folder, self.lexicon, window_ms) as pipeline:
            await pipeline.preload(history(traffic, groups, self.scale.before))
            await pipeline.take_in(list(traffic.reports(self.scale.cases)))
            await pipeline.take_in(traffic.take(self.scale.messages))
            yield pipeline, traffic
