"""Open-loop load: messages come at their own times, whether the program keeps up or not."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bot.bench.bed import Bed
from bot.bench.cpu import Meter, metered
from bot.bench.pipeline import Pipeline
from bot.bench.place import Place
from bot.evaluate.speed import percentile
from models.messages import Incoming

RATE = 1_400  # messages a second: ten times the mean of 12 million a day
WINDOW_MS = 20
TICK = 0.005  # seconds between two deliveries
ROOM = 0.6  # how much of a processor is asked for where the whole rate is too much
LATE = 0.5  # seconds after the last message by which a rate that is kept has to be done


@dataclass(frozen=True, slots=True)
class Steady:
    """What one run under load found."""

    offered: float  # messages a second
    kept: bool
    cores: float  # of all processes, at the offered rate
    p50_ms: float
    p99_ms: float
    messages: int

    @property
    def cores_at_full_rate(self) -> float:
        return self.cores * RATE / self.offered


async def under_load(bed: Bed, place: Place) -> Steady:
    """Offer the full rate, or where that is more than the program can do, a rate that it should keep."""
    async with bed.warm(place, window_ms=WINDOW_MS) as (pipeline, traffic):
        cost: list[float] = []
        probe = traffic.take(bed.scale.messages)
        with metered(cost, place.server, len(probe)):
            await pipeline.take_in(probe)
        rate = RATE if cost[0] * RATE < 0.9e6 else ROOM * 1e6 / cost[0]
        messages = traffic.take(max(1, int(rate * bed.scale.seconds)))
        return await offer(pipeline, messages, rate, place.server)


async def offer(pipeline: Pipeline, messages: Sequence[Incoming], rate: float, server: int | None) -> Steady:
    """Deliver the messages at that rate; a message's time runs from when it should have come until it is committed."""
    waits: list[float] = []
    tasks: list[asyncio.Task[None]] = []
    meter, begun = Meter(server), time.perf_counter()
    sent = 0
    while sent < len(messages):
        due = min(len(messages), int((time.perf_counter() - begun) * rate) + 1)
        if due > sent:
            tasks.append(asyncio.create_task(_deliver(pipeline, messages[sent:due], begun + sent / rate, rate, waits)))
            sent = due
        await asyncio.sleep(TICK)
    await asyncio.gather(*tasks)
    wall = time.perf_counter() - begun
    kept = wall <= len(messages) / rate + LATE
    nanoseconds = [int(wait * 1e9) for wait in waits]
    p50, p99 = (percentile(nanoseconds, part) / 1e6 for part in (50, 99))
    return Steady(rate, kept, meter.spent() / wall, p50, p99, len(messages))


async def _deliver(
    pipeline: Pipeline, part: Sequence[Incoming], first_due: float, rate: float, waits: list[float]
) -> None:
    await pipeline.receive(part)
    done = time.perf_counter()
    waits.extend(done - first_due - at / rate for at in range(len(part)))
