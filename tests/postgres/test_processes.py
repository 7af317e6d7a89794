"""Three real processes that start at once on one empty database: nothing is done twice, no number is given twice."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Select, select

from bot.database import Database
from models.tables import case, job_run, message, outbox
from tests.databases import empty_url
from tests.postgres.process import JOBS, ROUNDS
from tests.stories.conftest import ROOT

PROCESSES = 3


async def _run(url: str, folder: Path) -> None:
    words = [(sys.executable, "-m", "tests.postgres.process", url, str(folder), str(n)) for n in range(PROCESSES)]
    running = [await asyncio.create_subprocess_exec(*line, cwd=ROOT, stderr=asyncio.subprocess.PIPE) for line in words]
    try:
        async with asyncio.timeout(120):
            ended = await asyncio.gather(*(one.communicate() for one in running))
    finally:
        for one in running:
            if one.returncode is None:
                one.kill()
    assert [one.returncode for one in running] == [0] * PROCESSES, b"\n".join(errors[-2000:] for _, errors in ended)


async def _ask(database: Database, query: Select[Any]) -> Sequence[Any]:
    def ask(connection: Connection) -> Sequence[Any]:
        return connection.execute(query).all()

    return await database.read(ask)


@pytest.mark.postgres
async def test_several_processes_on_one_database_are_as_one(tmp_path: Path) -> None:
    async with empty_url("postgres", tmp_path) as url:
        await _run(url, tmp_path)
        database = Database(url)
        await database.open()
        try:
            stored = Counter(name for (name,) in await _ask(database, select(message.c.external_id)))
            unhandled = await _ask(database, select(message.c.id).where(message.c.handled_at.is_(None)))
            numbers = Counter(
                (grid, number) for grid, number in await _ask(database, select(case.c.grid, case.c.number))
            )
            prompts = select(outbox.c.case_id, outbox.c.target).where(outbox.c.kind == "case")
            prompted = Counter(tuple(row) for row in await _ask(database, prompts))
            runs = Counter(job for (job,) in await _ask(database, select(job_run.c.job)))
            lists = Counter(row.dedupe for row in await _ask(database, select(outbox.c.dedupe)))
        finally:
            await database.close()
    assert len(stored) == (PROCESSES + 1) * ROUNDS
    assert set(stored.values()) == {1}
    assert unhandled == []
    assert len(numbers) == PROCESSES * ROUNDS
    assert set(numbers.values()) == {1}, "a number was given twice in a grid"
    assert set(prompted.values()) == {1}
    assert len({case_id for case_id, _ in prompted}) == PROCESSES * ROUNDS
    assert runs == dict.fromkeys(JOBS, ROUNDS)
    assert set(lists.values()) == {1}
