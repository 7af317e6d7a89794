"""The main job, end to end: real Node, real gRPC, the real program and its database; only the phones are simulated."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import Connection, select

from bot.app import App, open_app
from bot.channels.wechaty.channel import WechatyChannel
from handlers.actions.bind_staff import make_code
from models.case import Case
from models.queries.cases import cases_where
from models.settings import BudgetSettings, DatabaseSettings, MediaSettings, QuietHours, Settings, WechatySettings
from models.tables import media, message
from tests.gateway.line import CADRE, LI, LIMITS, PATIENCE, ROOM, WANG, populate
from tests.gateway.testgateway import BOT, TOKEN, TestGateway, b64
from tests.stories.conftest import lexicon, photo, sample

LIGHT = "8号楼前面的路灯不亮了"
NOON = datetime(2026, 2, 3, 12, 0, tzinfo=UTC)


class Town:
    """One running installation and the people on the other side of the gateway."""

    def __init__(self, gateway: TestGateway, app: App) -> None:
        self.gateway = gateway
        self.app = app

    async def do(self, command: str, **arguments: Any) -> dict[str, Any]:
        return await asyncio.to_thread(self.gateway.call, command, **arguments)

    async def says(self, sender: str, text: str, **more: Any) -> None:
        await self.do("text", room=ROOM, sender=sender, text=text, **more)

    async def whispers(self, sender: str, text: str) -> None:
        await self.do("text", sender=sender, text=text)

    async def reads(self, who: str, words: str) -> dict[str, Any]:
        """The first message to a person or a group that holds some words."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for sent in (await self.do("sent"))["sent"]:
                    if sent.get("conversationId") == who and words in str(sent.get("text", sent.get("kind"))):
                        return dict(sent)
                await asyncio.sleep(0.05)

    async def cases(self) -> tuple[Case, ...]:
        return await self.app.database.read(cases_where)

    async def until(self, question: Any) -> None:
        async with asyncio.timeout(PATIENCE):
            while not await self.app.database.read(question):  # noqa: ASYNC110 - what it looks at has no event
                await asyncio.sleep(0.05)

    async def binds(self) -> None:
        """社干小席 sends her code in private."""
        now = self.app.clock.now()
        code = await self.app.database.write(lambda connection: make_code(connection, "xi", now))
        await self.whispers(CADRE, f"绑定 {code}")
        await self.reads(CADRE, "绑定成功")


def settings_for(gateway: TestGateway, folder: Path) -> Settings:
    """The sample, without pauses and quiet hours: the clock of these tests is the real one."""
    base = sample()
    group = base.groups[0].model_copy(update={"rooms": (ROOM,)})
    return base.changed(
        groups=(group, *base.groups[1:]),
        database=DatabaseSettings(url=SecretStr(f"sqlite:///{folder / 'linli.db'}"), window_ms=0),
        media=MediaSettings(folder=folder / "media"),
        quiet=QuietHours(start=QuietHours().end, end=QuietHours().end),
        budget=BudgetSettings(receipt_window_seconds=0, gap_seconds=(0, 0)),
        jobs={name: job.model_copy(update={"enabled": name == "post_receipts"}) for name, job in base.jobs.items()}
        | {"post_receipts": base.jobs["post_receipts"].model_copy(update={"every_seconds": 1})},
        wechaty=WechatySettings(endpoint=gateway.endpoint, token=SecretStr(TOKEN), state=folder / "state"),
    )


@asynccontextmanager
async def running(gateway: TestGateway, folder: Path) -> AsyncIterator[Town]:
    """The program as `linli run` starts it."""
    app = await open_app(settings_for(gateway, folder), lexicon=lexicon())
    channel = WechatyChannel(app.settings.wechaty, app.clock.now, app.settings.zone, LIMITS)
    serving = asyncio.create_task(app.serve([channel]))
    try:
        async with asyncio.timeout(PATIENCE):
            while not (channel.health().connected and channel.health().logged_in):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        yield Town(gateway, app)
    finally:
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving
        await app.close()


@pytest.fixture
async def town(running_gateway: TestGateway, tmp_path: Path) -> AsyncIterator[Town]:
    populate(running_gateway)
    async with running(running_gateway, tmp_path) as town:
        await town.binds()
        yield town


async def test_words_and_a_photo_become_a_case_and_the_group_and_the_cadre_hear_of_it(town: Town) -> None:
    await town.do("image", room=ROOM, sender=LI, base64=b64(photo()), name="p.jpg")
    await town.says(LI, LIGHT)
    prompt = await town.reads(CADRE, "路灯")
    assert "照片 1 张" in prompt["text"]
    receipt = await town.reads(ROOM, "已记下")
    assert "1号" in receipt["text"]
    [case] = await town.cases()
    assert case.category == "street_light"
    hashes = await town.app.database.read(lambda connection: list(connection.scalars(select(media.c.hash))))
    assert len(hashes) == 1
    assert town.app.photos.load(hashes[0]).startswith(b"\xff\xd8")


async def test_the_cadre_answers_in_her_own_words_and_the_group_gets_the_update_and_the_digest(town: Town) -> None:
    await town.says(LI, LIGHT)
    prompt = await town.reads(CADRE, "1号")
    quoted = prompt["text"].splitlines()[0]
    await town.do("quote", sender=CADRE, quotedName="邻里", quotedText=quoted, text="联系过物业了,师傅明早来")
    echo = await town.reads(CADRE, "撤销")
    assert "明早" in echo["text"] or "明天" in echo["text"]
    await town.app.scheduler.run("post_status_update", NOON)
    update = await town.reads(ROOM, "师傅")
    assert "1号" in update["text"]
    await town.whispers(CADRE, "1号修好了")
    await town.reads(CADRE, "记为已办结")
    evening = (
        town.app.clock.now().astimezone(town.app.settings.zone).replace(hour=18)
    )  # one of the morning ends yesterday
    await town.app.scheduler.run("post_weekly_digest", evening)
    digest = await town.reads(ROOM, "邻里一周")
    assert "说得最多的是路灯照明" in digest["text"]


async def test_a_quote_in_the_group_supports_the_right_case(town: Town) -> None:
    await town.says(LI, LIGHT)
    await town.says(WANG, "5号楼门口垃圾堆成山了，没人收")
    await town.do("quote", room=ROOM, sender=CADRE, quotedName="3幢李阿姨", quotedText=LIGHT, text="修好了，大家看看")

    def closed(connection: Connection) -> list[str]:
        return [case.category for case in cases_where(connection) if not case.is_open]

    await town.until(closed)
    assert await town.app.database.read(closed) == ["street_light"]


async def test_a_message_delivered_three_times_is_one_case(town: Town) -> None:
    await town.says(LI, LIGHT, times=3)
    await town.says(WANG, "早上好")
    await town.until(lambda connection: connection.scalar(select(message.c.id).where(message.c.text == "早上好")))
    assert len(await town.cases()) == 1


async def test_the_bots_own_words_come_back_and_mean_nothing(town: Town) -> None:
    await town.says(LI, LIGHT)
    receipt = await town.reads(ROOM, "已记下")
    await town.says(BOT, receipt["text"])
    await town.until(lambda connection: connection.scalar(select(message.c.id).where(message.c.is_bot)))
    assert len(await town.cases()) == 1


async def test_the_gateway_is_cut_off_and_comes_back_and_nothing_queued_is_lost_or_doubled(town: Town) -> None:
    await town.says(LI, LIGHT)
    await town.reads(ROOM, "已记下")
    await town.do("outage", ms=700)
    await town.app.scheduler.run("post_weekly_digest", town.app.clock.now() + timedelta(days=7))
    await town.reads(ROOM, "邻里一周")
    await town.says(WANG, "5号楼门口垃圾堆成山了，没人收")
    await town.until(partial(_many_cases, 2))
    posts = [sent for sent in (await town.do("sent"))["sent"] if "邻里一周" in str(sent.get("text"))]
    assert len(posts) == 1


async def test_what_was_stored_but_not_handled_is_handled_after_a_restart(
    running_gateway: TestGateway, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    populate(running_gateway)
    async with running(running_gateway, tmp_path) as town:
        await town.binds()

        def fails(*_: object) -> dict[int, str]:
            raise RuntimeError("the power went out")

        async def dies(_message_id: int) -> None:
            return None

        monkeypatch.setattr("bot.inbox.handle_messages", fails)
        town.app.inbox.handle = dies  # type: ignore[assignment,method-assign]
        await town.says(LI, LIGHT)
        await town.until(lambda connection: connection.scalar(select(message.c.id).where(message.c.text == LIGHT)))
        assert await town.cases() == ()
    monkeypatch.undo()
    async with running(running_gateway, tmp_path) as again:
        await again.until(partial(_many_cases, 1))
        await again.reads(CADRE, "路灯")


def _many_cases(count: int, connection: Connection) -> bool:
    return len(cases_where(connection)) == count
