"""systemd hears that the program has started, that it lives, and nothing once it hangs."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from bot.database import Database
from bot.health.supervisor import Supervisor


class Ear:
    """systemd's end of the socket."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._line.bind(str(path))
        self._line.settimeout(10)

    async def next(self) -> str:
        return (await asyncio.to_thread(self._line.recv, 100)).decode()

    def rest(self) -> list[str]:
        heard = []
        self._line.setblocking(False)
        with suppress(BlockingIOError):
            while True:
                heard.append(self._line.recv(100).decode())
        return heard

    def close(self) -> None:
        self._line.close()


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[Ear]:
    ear = Ear(tmp_path / "notify")
    yield ear
    ear.close()


class Store:
    """A database of which only matters whether it answers."""

    def __init__(self, answer: Callable[[], Any]) -> None:
        self._answer = answer

    async def write(self, _change: Any) -> None:
        await self._answer()


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_it_starts_lives_and_stops(ear: Ear, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'db'}")
    await database.open()
    [supervisor] = Supervisor.found(database, {"NOTIFY_SOCKET": str(ear.path), "WATCHDOG_USEC": "300000"})
    running = asyncio.create_task(supervisor.run())

    assert [await ear.next() for _ in range(4)] == ["READY=1", *["WATCHDOG=1"] * 3]
    await _end(running)
    assert ear.rest()[-1] == "STOPPING=1"
    await database.close()


async def test_a_program_whose_database_hangs_gives_no_sign_of_life(ear: Ear) -> None:
    hangs = asyncio.Event()
    supervisor = Supervisor(str(ear.path), 0.15, Store(hangs.wait))  # type: ignore[arg-type]
    running = asyncio.create_task(supervisor.run())

    assert await ear.next() == "READY=1"
    await asyncio.sleep(0.5)
    assert ear.rest() == []
    hangs.set()
    ear._line.setblocking(True)
    assert await ear.next() == "WATCHDOG=1"
    await _end(running)


async def test_a_database_that_refuses_is_no_reason_to_start_anew(ear: Ear) -> None:
    async def refuses() -> None:
        raise OSError

    supervisor = Supervisor(str(ear.path), 0.15, Store(refuses))  # type: ignore[arg-type]
    running = asyncio.create_task(supervisor.run())

    assert [await ear.next() for _ in range(2)] == ["READY=1", "WATCHDOG=1"]
    await _end(running)


def test_where_nobody_waits_nothing_is_said(tmp_path: Path) -> None:
    assert Supervisor.found(Database(f"sqlite:///{tmp_path / 'db'}"), {}) == ()
