"""From a connector to the database: in order and without loss, whoever is away in between."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.city.link import Link
from bot.city.wire import bundle, pack
from handlers.messages.store import Arrival, store_arrivals
from models.tables import message
from tests.city.parts import City, city, settings_for, until
from tests.nats import nats_server
from tests.photos.pictures import saved, scene

pytestmark = pytest.mark.nats


async def is_empty(link: Link) -> bool:
    return (await link.jetstream.stream_info("linli")).state.messages == 0


async def failures(here: City) -> list[tuple[str, str]]:
    """(channel, reason) of what was set aside."""
    query = select(message.c.channel, message.c.failure).where(message.c.handled_at.is_(None))
    return await here.app.database.read(lambda c: [(row.channel, row.failure) for row in c.execute(query)])


async def test_what_is_said_arrives_once_and_in_order(tmp_path: Path) -> None:
    async with nats_server(tmp_path) as server, city(settings_for(tmp_path, server.url), tmp_path) as here:
        said = [here.says(f"第{number}句") for number in range(40)]
        async with here.link() as link, here.connector(link) as connector, here.worker(link):
            await asyncio.gather(*map(connector.receive, said))
            await connector.receive(said[7])
            await until(lambda: is_empty(link))
            assert await here.texts() == [each.text for each in said]


async def test_while_nats_is_away_the_disk_keeps_it_even_over_a_restart_of_the_connector(tmp_path: Path) -> None:
    async with nats_server(tmp_path) as server, city(settings_for(tmp_path, server.url), tmp_path) as here:
        said = [here.says(f"第{number}句") for number in range(9)]
        async with here.link() as link, here.connector(link) as connector:
            await connector.receive(said[0])
            server.stop()
            await asyncio.gather(*map(connector.receive, said[1:4]))
        server.start()
        async with here.link() as link, here.connector(link) as connector, here.worker(link):
            await asyncio.gather(*map(connector.receive, said[4:]))
            await until(lambda: is_empty(link))
            await until(lambda: has(here, 9))
            assert await here.texts() == [each.text for each in said]


async def has(here: City, count: int) -> bool:
    return len(await here.texts()) == count


async def test_a_server_that_comes_back_finds_connector_and_worker_waiting(tmp_path: Path) -> None:
    async with nats_server(tmp_path) as server, city(settings_for(tmp_path, server.url), tmp_path) as here:
        said = [here.says(f"第{number}句") for number in range(6)]
        async with here.link() as link, here.link() as other, here.connector(link) as connector, here.worker(other):
            await connector.receive(said[0])
            await until(lambda: has(here, 1))
            server.stop()
            await asyncio.gather(*map(connector.receive, said[1:4]))
            server.start()
            await asyncio.gather(*map(connector.receive, said[4:]))
            await until(lambda: has(here, 6))
            assert await here.texts() == [each.text for each in said]


async def test_a_photo_comes_along_without_its_bytes_going_through_nats(tmp_path: Path) -> None:
    photo = saved(scene(900, 700, seed=3), quality=95)
    async with nats_server(tmp_path) as server, city(settings_for(tmp_path, server.url), tmp_path) as here:
        incoming = here.says("楼道里堆满了垃圾", photo=photo)
        assert len(pack(incoming, "0" * 64)) < 2000 < len(photo)
        async with here.link() as link, here.connector(link) as connector, here.worker(link):
            await connector.receive(incoming)
            await until(lambda: has(here, 1))
        [name] = await here.app.database.read(lambda c: list(c.scalars(select(message.c.photo))))
        assert here.app.photos.load(name).startswith(b"\xff\xd8")


async def test_what_cannot_be_read_is_set_aside_and_holds_nothing_up(tmp_path: Path) -> None:
    async with nats_server(tmp_path) as server, city(settings_for(tmp_path, server.url), tmp_path) as here:
        fine = here.says("一切都好")
        async with here.link() as link, here.worker(link):
            await link.publish(1, "a", b"not json")
            await link.publish(1, "b", b'{"v": 99, "items": []}')
            await link.publish(1, "c", bundle([b'{"message": {"channel": "x"}}', pack(fine)]))
            await until(lambda: has(here, 1))
        channels, reasons = zip(*await failures(here), strict=True)
        assert set(channels) == {"unreadable"}
        assert "no bundle" in reasons[0]
        assert "version 99, this worker reads 1" in reasons[1]
        assert "no message" in reasons[2]


async def test_what_the_database_refuses_is_set_aside_without_its_words(tmp_path: Path) -> None:
    async with nats_server(tmp_path) as server, city(settings_for(tmp_path, server.url), tmp_path) as here:
        bad, fine = here.says("有毒"), here.says("没毒")
        refuse = (
            "CREATE TRIGGER refuse BEFORE INSERT ON message WHEN NEW.text = '有毒' BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        await here.app.database.write(lambda c: c.exec_driver_sql(refuse))
        async with here.link() as link, here.connector(link) as connector, here.worker(link):
            await asyncio.gather(connector.receive(bad), connector.receive(fine))
            await until(lambda: is_empty(link))
        assert await has(here, 1)
        [(channel, reason)] = await failures(here)
        assert channel == "account-1"
        assert "IntegrityError" in reason


async def test_a_message_that_ends_its_worker_again_and_again_is_set_aside(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, "", most_deliveries=2, ack_wait_seconds=0.5)
    async with nats_server(tmp_path) as server:
        settings = settings_for(tmp_path, server.url, most_deliveries=2, ack_wait_seconds=0.5)
        async with city(settings, tmp_path) as here:
            before, deadly, after = here.says("前"), here.says("中"), here.says("后")
            await here.app.database.write(
                lambda c: store_arrivals(c, [Arrival(deadly)], here.app.settings, here.app.clock.now())
            )
            await here.app.inbox.receive(before)
            async with here.link() as link:
                await link.publish(2, "a", bundle([pack(each) for each in (before, deadly, after)]))
                for _ in range(2):  # each takes it and is never heard of again
                    pulled = await link.jetstream.pull_subscribe_bind("worker-2", "linli")
                    await pulled.fetch(1, timeout=5)
                async with here.worker(link):
                    await until(lambda: is_empty(link))
            assert await here.texts() == ["前", "后"]
            assert await failures(here) == [("account-1", "ended its worker too often")]


async def test_what_a_dead_worker_held_goes_to_another_in_its_order(tmp_path: Path) -> None:
    async with nats_server(tmp_path) as server, city(settings_for(tmp_path, server.url), tmp_path) as here:
        said = [here.says(f"第{number}句") for number in range(5)]
        async with here.link() as link, here.connector(link) as connector:
            await connector.receive(said[0])
            for partition in range(4):  # a worker that takes whatever it can and dies
                pulled = await link.jetstream.pull_subscribe_bind(f"worker-{partition}", "linli")
                if await has_one(pulled):
                    break
            await asyncio.gather(*map(connector.receive, said[1:]))
            async with here.worker(link):
                await until(lambda: has(here, 5))
            assert await here.texts() == [each.text for each in said]


async def has_one(pulled: object) -> bool:
    try:
        await pulled.fetch(1, timeout=0.2)  # type: ignore[attr-defined]
    except TimeoutError:
        return False
    return True
