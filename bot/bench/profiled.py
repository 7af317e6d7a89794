"""One run of the pipeline to see where its time goes."""

from __future__ import annotations

import cProfile
from dataclasses import dataclass

from bot.bench.bed import Bed
from bot.bench.cpu import metered
from bot.bench.place import Place
from bot.bench.profile import Stages, costliest, watched


@dataclass(slots=True)
class Profile:
    """Microseconds of processor time a message, the stages' seconds, and the functions that cost most."""

    each: float
    messages: int
    stages: Stages
    functions: list[tuple[str, int, float]]


async def profiled(bed: Bed, place: Place, mix: str) -> Profile:
    """One round with the stages timed, then one under Python's own profiler."""
    count, profiler = bed.scale.messages, cProfile.Profile()
    spent: list[float] = []
    with watched() as stages:
        async with bed.warm(place, mix) as (pipeline, traffic):
            messages = traffic.take(count)
            stages.begin()
            with metered(spent, place.server, count):
                await pipeline.take_in(messages)
            stages.end()
            # Switched on and off in the thread that does the work.
            await pipeline.app.database.write(lambda _: profiler.enable())
            await pipeline.take_in(traffic.take(count))
            await pipeline.app.database.write(lambda _: profiler.disable())
    return Profile(spent[0], count, stages, costliest(profiler))
