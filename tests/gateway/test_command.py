"""`linli gateway` with real Node: its own script, and the bot connected to it."""

from __future__ import annotations

import asyncio
import subprocess
from contextlib import suppress
from datetime import UTC
from pathlib import Path

from pydantic import SecretStr

from bot.channels.wechaty.channel import WechatyChannel
from bot.gateway.install import INSTALLED, lock_digest
from bot.gateway.run import run_gateway
from models.settings import GatewaySettings, WechatySettings
from tests.gateway.line import ARRIVED, LIMITS, Line
from tests.gateway.testgateway import HERE, TestGateway, free_port


def put_packages(state: Path) -> None:
    """The test gateway's packages in place of npm's download; they hold the mock puppet and not wechat4u."""
    state.mkdir()
    (state / "node_modules").symlink_to(HERE / "node_modules")
    (state / INSTALLED).write_text(lock_digest())


async def test_the_bot_connects_to_the_gateway_that_linli_starts(gateway: TestGateway, tmp_path: Path) -> None:
    put_packages(tmp_path / "state")
    settings = GatewaySettings(puppet="wechaty-puppet-mock", port=free_port())
    told: list[str] = []
    serving = asyncio.create_task(run_gateway(settings, "secret", told.append, state=tmp_path / "state"))
    endpoint = f"127.0.0.1:{settings.port}"
    channel = WechatyChannel(
        WechatySettings(endpoint=endpoint, token=SecretStr("secret"), state=tmp_path),
        lambda: ARRIVED,
        UTC,
        LIMITS,
    )
    line = Line(gateway, channel)
    running = asyncio.create_task(channel.run(line.receive))

    await line.until(lambda: channel.health().connected)
    assert f"gateway: listening on {endpoint}" in told

    for task in (running, serving):
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_a_port_in_use_is_told_with_the_cure(gateway: TestGateway, tmp_path: Path) -> None:
    put_packages(tmp_path / "state")
    settings = GatewaySettings(puppet="wechaty-puppet-mock", port=gateway.grpc_port)
    told: list[str] = []

    assert await run_gateway(settings, "secret", told.append, state=tmp_path / "state") == 2
    assert "set gateway.port" in told[-1]


async def test_a_puppet_that_is_not_installed_is_told_with_the_cure(gateway: TestGateway, tmp_path: Path) -> None:
    put_packages(tmp_path / "state")
    told: list[str] = []

    settings = GatewaySettings(puppet="wechaty-puppet-other", port=free_port())
    assert await run_gateway(settings, "secret", told.append, state=tmp_path / "state") == 2
    assert "npm install wechaty-puppet-other" in told[-1]


def test_what_wechat4u_gets_wrong_is_repaired(gateway: TestGateway) -> None:
    ended = subprocess.run(
        ["node", "--test", "repairs.test.mjs", "announcements.test.mjs"],
        cwd=HERE,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stdout
