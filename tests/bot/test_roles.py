"""What runs together ends together, and nothing dies unseen."""

from __future__ import annotations

import asyncio

import pytest

from bot.roles import run_together, until_cancelled


class Beside:
    """Notes that it was ended, or fails at once."""

    def __init__(self, error: Exception | None = None) -> None:
        self._error = error
        self.ended = False

    async def run(self) -> None:
        if self._error is not None:
            raise self._error
        try:
            await until_cancelled()
        finally:
            self.ended = True


async def test_what_runs_beside_ends_with_what_leads() -> None:
    beside = Beside()
    async with asyncio.timeout(5):
        await run_together([asyncio.sleep(0.01)], [beside])
    assert beside.ended


async def test_a_failure_beside_ends_everything_and_is_told() -> None:
    other = Beside()
    with pytest.raises(ExceptionGroup) as caught:
        async with asyncio.timeout(5):
            await run_together([until_cancelled()], [Beside(OSError("gone")), other])
    assert caught.group_contains(OSError, match="gone")
    assert other.ended
