"""A database that goes away between storing and handling: nothing is left lying, and the order stays."""

import itertools
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.stage import Stage, open_stage
from models.tables import message
from tests.stories.conftest import TUESDAY, lexicon, sample


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with open_stage(sample(), TUESDAY, tmp_path, lexicon=lexicon()) as opened:
        yield opened


async def test_what_was_stored_before_the_failure_is_handled_first(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody brings the first message again; the next one of any group finds it."""
    write, calls = stage.app.database.write, itertools.count(1)

    async def only_storing(change: Callable[[Connection], Any]) -> Any:
        if next(calls) != 2:  # the first is to store and handle together, the second to store alone
            raise OSError("away")
        return await write(change)

    monkeypatch.setattr(stage.app.database, "write", only_storing)
    with pytest.raises(OSError, match="away"):
        await stage.say("张阿姨", "8号楼前面的路灯不亮了")
    monkeypatch.setattr(stage.app.database, "write", write)
    await stage.say("王师傅", "+1 黑漆漆的")
    query = select(message.c.outcome).order_by(message.c.id)
    outcomes = await stage.app.database.read(lambda connection: list(connection.scalars(query)))
    assert outcomes == ["OpenCase", "Support"]
