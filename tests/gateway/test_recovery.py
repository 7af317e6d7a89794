"""The line breaks in every way it can, under the whole program: it is back by itself, nothing lost or doubled."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.app import open_app
from bot.channels.wechaty.channel import WechatyChannel
from bot.channels.wechaty.limits import Limits
from models.tables import message
from tests.gateway.line import LI, PATIENCE, ROOM, WANG, populate
from tests.gateway.test_main_job import Town, settings_for
from tests.gateway.testgateway import TestGateway
from tests.stories.conftest import lexicon

Record = Callable[[str, object], None]
WASTE = "5号楼门口垃圾堆成山了，没人收"
DIGEST = "邻里一周"
SECONDS = 15.0  # a machine under load takes its time; what was measured is told


class Recovering(Town):
    """A town whose line can be watched; the pauses of its channel are those that `linli run` has."""

    channel: WechatyChannel

    async def up(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while not self.channel.health().well:  # noqa: ASYNC110 - what it looks at has no event of its own
                await asyncio.sleep(0.01)

    async def down(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while self.channel.health().well:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def heard(self, *texts: str) -> None:
        """Until each of these is stored and handled; then each is there once."""

        def stored(connection: Connection) -> Counter[str]:
            query = select(message.c.text).where(message.c.handled_at.is_not(None), ~message.c.is_bot)
            return Counter(connection.scalars(query))

        await self.until(lambda connection: set(texts) <= set(stored(connection)))
        counts = await self.app.database.read(stored)
        assert {text: counts[text] for text in texts} == dict.fromkeys(texts, 1)

    async def digests(self) -> int:
        """How often the group has read the week's digest."""
        return sum(DIGEST in str(sent.get("text")) for sent in (await self.do("sent"))["sent"])


@asynccontextmanager
async def town(gateway: TestGateway, folder: Path, **limits: Any):  # type: ignore[no-untyped-def]
    populate(gateway)
    app = await open_app(settings_for(gateway, folder), lexicon=lexicon())
    town = Recovering(gateway, app)
    own = replace(Limits.of(app.settings.wechaty, 1 << 20), **limits)
    town.channel = WechatyChannel(app.settings.wechaty, app.clock.now, app.settings.zone, own)
    serving = asyncio.create_task(app.serve([town.channel]))
    try:
        await town.up()
        yield town
    finally:
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving
        await app.close()


@pytest.fixture
def recovery(record_property: Record) -> Callable[[str, float], None]:
    """Tells how long a recovery took, and holds it to seconds."""

    def tell(fault: str, begun: float) -> None:
        seconds = time.perf_counter() - begun
        record_property(f"back after the gateway was {fault}", f"{seconds:.1f} s")
        assert seconds < SECONDS

    return tell


async def test_killed(running_gateway: TestGateway, tmp_path: Path, recovery: Callable[[str, float], None]) -> None:
    async with town(running_gateway, tmp_path) as place:
        running_gateway.kill()
        await place.down()
        await asyncio.sleep(2)  # long enough for several tries that find nobody
        await asyncio.to_thread(running_gateway.start)
        begun = time.perf_counter()
        await asyncio.to_thread(populate, running_gateway)
        await place.up()
        recovery("killed and started anew", begun)
        await place.says(LI, "来电了")
        await place.heard("来电了")


async def test_cut_off_while_people_talk(
    running_gateway: TestGateway, tmp_path: Path, recovery: Callable[[str, float], None]
) -> None:
    async with town(running_gateway, tmp_path) as place:
        await place.says(LI, "第一句")
        await place.heard("第一句")
        await place.do("outage", ms=1000)
        await place.down()
        await place.says(WANG, "第二句")  # nobody is connected who could hear it
        await place.says(LI, WASTE)
        begun = time.perf_counter()
        await place.up()
        recovery("cut off for a second", begun)
        await place.says(LI, "第四句")
        await place.heard("第一句", "第二句", WASTE, "第四句")
        assert len(await place.cases()) == 1
        order = await place.app.database.read(
            lambda connection: list(connection.scalars(select(message.c.text).where(~message.c.is_bot).order_by("id")))
        )
        assert [text for text in order if text] == ["第一句", "第二句", WASTE, "第四句"]


async def test_frozen(running_gateway: TestGateway, tmp_path: Path, recovery: Callable[[str, float], None]) -> None:
    async with town(running_gateway, tmp_path, idle=1.0, rpc=1.5) as place:
        running_gateway.freeze()
        begun = time.perf_counter()
        try:
            await place.down()
            recovery("frozen, until it was noticed", begun)
        finally:
            running_gateway.thaw()
        begun = time.perf_counter()
        await place.up()
        recovery("thawed", begun)
        await place.says(LI, "醒了")
        await place.heard("醒了")


async def test_logged_out_what_is_to_be_said_waits_and_is_said_once(
    running_gateway: TestGateway, tmp_path: Path, recovery: Callable[[str, float], None]
) -> None:
    async with town(running_gateway, tmp_path) as place:
        await place.says(LI, WASTE)
        await place.reads(ROOM, "已记下")
        await place.do("logout")
        await place.down()
        assert place.channel.health().note == "the account was logged out"
        await place.app.scheduler.run("post_weekly_digest", place.app.clock.now())
        await asyncio.sleep(1.5)  # three looks of the sender
        assert await place.digests() == 0
        begun = time.perf_counter()
        await place.do("login")
        await place.up()
        await place.reads(ROOM, DIGEST)
        recovery("logged out and in again, until what waited was said", begun)
        assert await place.digests() == 1


async def test_refusing_to_send_is_tried_again_and_said_once(
    running_gateway: TestGateway, tmp_path: Path, recovery: Callable[[str, float], None]
) -> None:
    async with town(running_gateway, tmp_path) as place:
        await place.says(LI, WASTE)
        await place.reads(ROOM, "已记下")
        await place.do("fault", method="messageSendText", code=14, times=1)
        begun = time.perf_counter()
        await place.app.scheduler.run("post_weekly_digest", place.app.clock.now())
        await place.reads(ROOM, DIGEST)
        recovery("refusing a send, until it was said", begun)
        assert await place.digests() == 1


async def test_slow_repeating_and_out_of_order_changes_nothing(running_gateway: TestGateway, tmp_path: Path) -> None:
    async with town(running_gateway, tmp_path) as place:
        now = int(place.app.clock.now().timestamp() * 1000)
        for method in ("messagePayload", "roomMemberPayload", "contactPayload", "roomPayload"):
            await place.do("fault", method=method, mode="delay", ms=200)
        await place.says(LI, "第二句", timestamp=now - 1000, times=3)
        await place.says(LI, "第一句", timestamp=now - 5000, times=2)
        await place.says(WANG, WASTE, timestamp=now - 9000, times=2)
        await place.heard("第二句", "第一句", WASTE)
        assert len(await place.cases()) == 1


MALFORMED: list[dict[str, Any]] = [
    {"type": "Text", "text": "\x00\x01\u202e" * 50, "room": ROOM},
    {"type": "Text", "text": "污" * 200_000, "room": ROOM},
    {"type": "Unknown", "text": "<msg><appmsg><type>57</type><refermsg>", "room": ROOM},
    {"type": "Unknown", "text": "<!DOCTYPE a [<!ENTITY b 'c'>]><msg>&b;</msg>", "room": ROOM},
    {"type": 99, "text": "?", "room": ROOM},
    {"type": "Recalled", "text": "<sysmsg", "room": ROOM},
    {"type": "Text", "text": "谁", "room": "nowhere@chatroom"},
    {"type": "Text", "text": "何时", "room": ROOM, "timestamp": -1},
    {"type": "Text", "text": "以后", "room": ROOM, "timestamp": 10**15},
]


async def test_malformed_payloads_change_nothing(running_gateway: TestGateway, tmp_path: Path) -> None:
    async with town(running_gateway, tmp_path) as place:
        for odd in MALFORMED:
            with suppress(RuntimeError):  # what the simulated account itself cannot hold
                await place.do("raw", sender=LI, **odd)
        await place.says(WANG, WASTE)
        await place.heard(WASTE)
        assert place.channel.health().well
        assert len(await place.cases()) == 1


async def test_files_that_never_arrive_hold_up_nobody_for_long(running_gateway: TestGateway, tmp_path: Path) -> None:
    async with town(running_gateway, tmp_path, photo=1.0) as place:
        for method in ("messageImage", "messageFile"):
            await place.do("fault", method=method, mode="hang")
        begun = time.perf_counter()
        for number in range(3):
            await place.do("image", room=ROOM, sender=LI, base64="eHg=", name=f"{number}.jpg")
        await place.says(WANG, WASTE)
        await place.heard(WASTE)
        assert time.perf_counter() - begun < SECONDS
