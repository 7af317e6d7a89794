"""What a process does of the whole: everything on one machine, or one part of a city."""

from __future__ import annotations

import asyncio
import enum
from collections.abc import Coroutine, Iterable
from typing import Any, Protocol


class Role(enum.StrEnum):
    """The parts that `linli run --role` knows; docs/scale.md tells what to run where."""

    ALL = "all"  # one process, without NATS
    CONNECTOR = "connector"  # one WeChat account: takes in, and sends what is due
    WORKER = "worker"  # handles messages
    SCHEDULER = "scheduler"  # the jobs
    WEB = "web"  # what people and machines look at


class Runs(Protocol):
    """Something that does its work until it is cancelled."""

    async def run(self) -> None: ...


async def run_together(leading: Iterable[Coroutine[Any, Any, object]], beside: Iterable[Runs]) -> None:
    """Run all of it until the leading ones end by themselves; what fails among them ends everything.

    A part that died unseen would be worse than a program that ends: the supervisor starts that anew.
    """
    async with asyncio.TaskGroup() as group:
        others = [group.create_task(each.run()) for each in beside]
        await asyncio.gather(*[group.create_task(each) for each in leading])
        for task in others:
            task.cancel()


async def until_cancelled() -> None:
    """What leads in a process that has nothing of its own to wait for."""
    await asyncio.get_running_loop().create_future()
