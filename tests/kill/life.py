"""One nursery and the lives that it gives, each of which ends by kill -9."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.sources import ROOT


@dataclass(frozen=True, slots=True)
class Life:
    """What a life of the program is told. At its `point`, the `times`-th time that it comes by, it ends itself."""

    folder: str
    url: str
    port: int
    lease: float
    point: str = ""
    times: int = 0


class Nursery:
    """Starts the program as often as asked."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.pid = 0

    async def start(self, life: Life) -> asyncio.Task[None]:
        """Begin a life; the task ends when it does."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(life)).encode() + b"\n")
        self.pid = int(await self._line())
        return asyncio.create_task(self._dead())

    async def _dead(self) -> None:
        """Returns once the present life has ended, by whatever hand."""
        assert self._process.stdout is not None
        await self._process.stdout.readline()

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    async def ready(self) -> None:
        await self._line()

    async def _line(self) -> bytes:
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("the nursery ended: its log is program.log in the campaign's folder")
        return line.strip()


@contextlib.asynccontextmanager
async def open_nursery(config: Path) -> AsyncIterator[Nursery]:
    """All lives have one configuration. Their log is program.log beside it."""
    pipe = asyncio.subprocess.PIPE
    with (config.parent / "program.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.kill.program", str(config), stdin=pipe, stdout=pipe, stderr=log, cwd=ROOT
        )
    nursery = Nursery(process)
    try:
        await nursery.ready()
        yield nursery
    finally:
        if nursery.pid:
            nursery.kill()
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
