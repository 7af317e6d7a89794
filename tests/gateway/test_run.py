"""`linli run` as its users start it: a process of its own, an environment, a signal to stop."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.gateway.line import LI, PATIENCE, ROOM, populate
from tests.gateway.testgateway import TOKEN, TestGateway
from tests.stories.conftest import ROOT


@pytest.mark.parametrize("options", [[], ["--shadow"]], ids=["run", "shadow"])
async def test_the_program_listens_keeps_what_it_heard_and_stops_in_order(
    running_gateway: TestGateway, tmp_path: Path, options: list[str]
) -> None:
    populate(running_gateway)
    await asyncio.to_thread(running_gateway.call, "room", id=ROOM, topic="勤实邻里一群", members=[LI])
    environment = {
        **os.environ,
        "LINLI_WECHATY__TOKEN": TOKEN,
        "LINLI_WECHATY__ENDPOINT": running_gateway.endpoint,
        "LINLI_CONFIG": str(ROOT / "config.yaml"),
    }
    command = [str(Path(sys.executable).with_name("linli")), "run", *options]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=tmp_path, env=environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        await asyncio.to_thread(wait_for_case, running_gateway, tmp_path / "data" / "linli.db")
    finally:
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            _, log = await process.communicate()
    assert process.returncode == 0
    assert "outcome=OpenCase" in log.decode()
    assert "stopped" in log.decode()
    assert "路灯" not in log.decode()


def wait_for_case(gateway: TestGateway, database: Path) -> None:
    """Say it until the program, which takes a moment to start, has heard it."""
    import time

    end = time.monotonic() + 3 * PATIENCE  # a start beside other tests, measured for coverage
    while time.monotonic() < end:
        gateway.call("text", room=ROOM, sender=LI, text="8号楼前面的路灯不亮了")
        time.sleep(0.5)
        if database.exists() and count_cases(database):
            return
    pytest.fail("no case was opened")


def count_cases(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM cases").fetchone()[0])
        except sqlite3.OperationalError:  # the tables are just being made
            return 0
