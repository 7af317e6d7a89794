"""What the processes of a city say where NATS is not as it should be, and that it comes with the cure."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.city.link import Link
from bot.city.stream import examine, prepare
from models.errors import LinliError
from models.settings import NatsSettings
from tests.nats import free_port, nats_server

pytestmark = pytest.mark.nats


def settings(url: str, **more: object) -> NatsSettings:
    return NatsSettings.model_validate({"url": SecretStr(url), "partitions": 4, "max_bytes": 1 << 20, **more})


async def opened(url: str, **more: object) -> Link:
    link = Link(settings(url, **more))
    await link.open(1)
    return link


async def test_the_stream_is_made_once_and_is_then_as_configured(tmp_path: Path) -> None:
    async with nats_server(tmp_path) as server:
        link = await opened(server.url)
        assert "will be made" in await examine(link)
        await prepare(link)
        await prepare(link)
        assert "holds 0 bundles" in await examine(link)
        info = await link.jetstream.consumer_info("linli", "worker-3")
        assert info.config.max_ack_pending == 1
        await link.close()


async def test_another_number_of_partitions_is_refused_with_both_and_the_cure(tmp_path: Path) -> None:
    async with nats_server(tmp_path) as server:
        first = await opened(server.url)
        await prepare(first)
        second = await opened(server.url, partitions=8)
        with pytest.raises(LinliError, match=r"4 partitions.*should be .*8 partitions.*nats stream rm linli"):
            await prepare(second)
        await first.close()
        await second.close()


async def test_a_server_without_jetstream_is_told_as_such(tmp_path: Path) -> None:
    async with nats_server(tmp_path, jetstream=False) as server:
        link = await opened(server.url)
        with pytest.raises(LinliError, match="no JetStream -> start it with -js"):
            await examine(link)
        await link.close()


async def test_more_copies_than_there_are_servers_is_told_as_such(tmp_path: Path) -> None:
    async with nats_server(tmp_path) as server:
        link = await opened(server.url, replicas=3)
        with pytest.raises(LinliError, match=r"lower nats\.max_bytes or nats\.replicas"):
            await prepare(link)
        await link.close()


async def test_nobody_at_the_address_is_told_as_such() -> None:
    with pytest.raises(LinliError, match=r"nats\.url: no server answers.*start nats-server"):
        await opened(f"nats://127.0.0.1:{free_port()}")


async def test_a_server_that_does_not_let_us_in_is_told_as_such(tmp_path: Path) -> None:
    async with nats_server(tmp_path, "--auth", "right") as server:
        with pytest.raises(LinliError, match="LINLI_NATS__TOKEN"):
            await opened(server.url, token=SecretStr("wrong"))
        link = await opened(server.url, token=SecretStr("right"))
        await prepare(link)
        await link.close()
