"""`linli health` for a supervisor or a cron line: an exit code, and the reasons."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from typer.testing import CliRunner

from bot.cli.main import app as command_line
from bot.health.figures import Figures
from bot.health.page import HealthPage
from bot.health.source import Finding
from models.errors import LinliError
from models.settings import HealthSettings
from tests.gateway.testgateway import free_port
from tests.stories.conftest import ROOT


class Part:
    """A source that tells what a test wants."""

    name = "part"

    def __init__(self, finding: Finding) -> None:
        self._finding = finding

    async def look(self) -> Finding:
        return self._finding


@asynccontextmanager
async def served(application: web.Application) -> AsyncIterator[str]:
    async with TestServer(application) as server:
        yield str(server.make_url("/health"))


def page(finding: Finding) -> web.Application:
    return HealthPage(HealthSettings(), Figures(), [Part(finding)]).application()


async def linli(*arguments: str, **environment: str) -> tuple[int, str]:
    """Exit code, and all that a person sees."""
    words = ["health", *arguments, "--config", str(ROOT / "config.yaml")]
    ended = await asyncio.to_thread(CliRunner().invoke, command_line, words, env=environment)
    error = f"{ended.exception}\n" if isinstance(ended.exception, LinliError) else ""
    return ended.exit_code, ended.output + error


async def test_well() -> None:
    async with served(page(Finding({}, notes=("2 messages are set aside -> linli aside",)))) as url:
        assert await linli("--url", url) == (0, "note: 2 messages are set aside -> linli aside\nwell\n")


async def test_not_well_with_every_reason() -> None:
    async with served(page(Finding({}, ("wechaty: the account was logged out", "job digest failed")))) as url:
        assert await linli("--url", url) == (1, "wechaty: the account was logged out\njob digest failed\n")


async def test_all_of_it_for_a_machine() -> None:
    async with served(page(Finding({"connected": False}, ("line down",)))) as url:
        code, text = await linli("--url", url, "--json")
    told: dict[str, Any] = json.loads(text)
    assert (code, told["well"], told["part"]) == (1, False, {"connected": False})


async def test_nobody_answers() -> None:
    code, text = await linli(LINLI_HEALTH__PORT=str(free_port()))
    assert code == 1
    assert "start linli run" in text


async def test_somebody_else_answers() -> None:
    async def other(_: web.Request) -> web.Response:
        return web.Response(text="hello")

    application = web.Application()
    application.router.add_get("/health", other)
    async with served(application) as url:
        code, text = await linli("--url", url)
    assert code == 1
    assert "is not a page of linli" in text


async def test_where_it_is_switched_off_it_says_so() -> None:
    code, text = await linli(LINLI_HEALTH__ENABLED="false")
    assert code == 1
    assert "health.enabled" in text
