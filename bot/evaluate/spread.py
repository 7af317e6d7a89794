"""The same work for many transcripts, on all processors where that is worth it."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TypeVar

from bot.replay.transcript import Transcript
from handlers.reading.lexicon import Lexicon
from models.settings import Settings

T = TypeVar("T")
Work = Callable[[Transcript, Settings, Lexicon], Awaitable[T]]

WORTH_A_PROCESS = 300  # messages; a process of its own needs a second to start


def spread(work: Work[T], transcripts: Sequence[Transcript], settings: Settings, workers: int = 0) -> list[T]:
    """The results in the order of the transcripts. `work` is a function of a module; 0 workers are as many as fit."""
    messages = sum(len(transcript.messages) for transcript in transcripts)
    workers = workers or min(os.cpu_count() or 1, len(transcripts), messages // WORTH_A_PROCESS)
    if workers < 2:
        return _batch(work, settings, transcripts)
    # Every nth transcript, because long ones stand together.
    batches = [transcripts[start::workers] for start in range(workers)]
    # Spawned, because a fork of a program that has threads may hang.
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _only_failures) as pool:
        done = list(pool.map(partial(_batch, work, settings), batches))
    return [done[at % workers][at // workers] for at in range(len(transcripts))]


def _only_failures() -> None:
    """Two processes slow each other down, and a slow message is then no finding."""
    logging.getLogger("bot.inbox").setLevel(logging.ERROR)


def _batch(work: Work[T], settings: Settings, transcripts: Sequence[Transcript]) -> list[T]:
    lexicon = Lexicon.load(settings.words)

    async def each() -> list[T]:
        return [await work(transcript, settings, lexicon) for transcript in transcripts]

    return asyncio.run(each())
