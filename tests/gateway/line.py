"""A channel under test, connected to the test gateway: say something on one side, see it on the other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.channels.wechaty.channel import WechatyChannel
from bot.channels.wechaty.limits import Limits
from models.messages import Incoming
from models.settings import WechatySettings
from tests.gateway.testgateway import TOKEN, TestGateway

ROOM, OTHER_ROOM = "r1@chatroom", "r2@chatroom"
LI, WANG, CADRE = "wxid_li", "wxid_wang", "wxid_xi"
ARRIVED = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
PATIENCE = 20.0  # seconds until a test gives up; nothing is measured
LIMITS = Limits(backoff=(0.05, 0.2), retries=(0.01, 0.01), offers=(0.01, 0.01))


class Line:
    """Both ends of one connection."""

    def __init__(self, gateway: TestGateway, channel: WechatyChannel) -> None:
        self.gateway = gateway
        self.channel = channel
        self.received: asyncio.Queue[Incoming] = asyncio.Queue()
        self.echoes: list[Incoming] = []
        self.refuse: Callable[[Incoming], bool] = lambda _: False

    async def receive(self, incoming: Incoming) -> None:
        if self.refuse(incoming):
            raise RuntimeError(f"cannot store {incoming}")  # as a database does: it quotes what it was given
        if incoming.from_self:
            self.echoes.append(incoming)
        else:
            await self.received.put(incoming)

    async def do(self, command: str, **arguments: Any) -> dict[str, Any]:
        return await asyncio.to_thread(self.gateway.call, command, **arguments)

    async def says(self, sender: str, text: str, **more: Any) -> None:
        await self.do("text", room=ROOM, sender=sender, text=text, **more)

    async def next(self) -> Incoming:
        return await asyncio.wait_for(self.received.get(), PATIENCE)

    async def sent(self, count: int = 1) -> list[dict[str, Any]]:
        """What people see of the bot, once it is so many messages."""
        answer = await self.do("waitSent", count=count)
        posts: list[dict[str, Any]] = answer["sent"]
        assert len(posts) == count
        return posts

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():  # noqa: ASYNC110 - what it looks at has no event of its own
                await asyncio.sleep(0.01)

    async def until_asked(self, times: int) -> None:
        """Until the details of messages were asked for so often."""
        async with asyncio.timeout(PATIENCE):
            while (await self.do("counts"))["counts"].get("messagePayload", 0) < times:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def up(self) -> None:
        await self.until(lambda: self.channel.health().connected and self.channel.health().logged_in)

    async def down(self) -> None:
        await self.until(lambda: not self.channel.health().connected)


def populate(gateway: TestGateway) -> None:
    """The people and groups that the tests talk about; nothing sent yet, nothing broken."""
    gateway.call("clear")
    gateway.call("login")
    for contact, name in ((LI, "李阿姨"), (WANG, "老王"), (CADRE, "小席")):
        gateway.call("contact", id=contact, name=name)
    gateway.call("room", id=ROOM, topic="勤实邻里", members=[LI, WANG, CADRE], aliases={LI: "3幢李阿姨"})
    gateway.call("room", id=OTHER_ROOM, topic="勤润邻里", members=[LI, WANG])


@asynccontextmanager
async def connected(gateway: TestGateway, state: Path, limits: Limits = LIMITS) -> AsyncIterator[Line]:
    settings = WechatySettings(endpoint=gateway.endpoint, token=SecretStr(TOKEN), state=state)
    channel = WechatyChannel(settings, lambda: ARRIVED, ZoneInfo("Asia/Shanghai"), limits)
    line = Line(gateway, channel)
    running = asyncio.create_task(channel.run(line.receive))
    try:
        await line.up()
        yield line
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
