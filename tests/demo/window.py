"""The page of the demo as a server, and a window to it that speaks what its scripts speak."""

from __future__ import annotations

import contextlib
import json
import re
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from aiohttp import ClientSession, ClientTimeout, FormData

from bot.demo.page.routes import Page
from bot.demo.page.serve import Bill, address_of, open_page
from bot.demo.story import stories
from tests.stories.conftest import TUESDAY, lexicon, sample

PATIENCE = ClientTimeout(total=30)
BY_SCRIPT = {"Accept": "application/json"}


@dataclass(frozen=True)
class Event:
    at: str
    kind: str
    data: dict[str, Any]


class Window:
    """One window; `page` looks behind the scenes."""

    def __init__(self, address: str, page: Page, session: ClientSession) -> None:
        self.address, self.page, self.session = address, page, session
        self.token = ""

    async def look(self, path: str = "") -> str:
        async with self.session.get(self.address + path.lstrip("/")) as answer:
            text = await answer.text()
        found = re.search(r'name="token" value="([^"]+)"', text)
        self.token = found[1] if found else self.token
        return text

    async def send(self, path: str, photo: bytes = b"", **fields: str) -> tuple[int, str]:
        """The status, and the words of a refusal."""
        form = FormData({"token": self.token, **fields})
        if photo:
            form.add_field("photo", BytesIO(photo), filename="a.jpg", content_type="image/jpeg")
        async with self.session.post(self.address + path.lstrip("/"), data=form, headers=BY_SCRIPT) as answer:
            return answer.status, (await answer.json()).get("words", "")

    async def say(self, text: str, who: str = "张阿姨", quote: str = "", sample: str = "") -> tuple[int, str]:
        return await self.send("say", chat="group", who=who, text=text, quote=quote, sample=sample)

    async def answer(self, text: str, who: str = "xi") -> tuple[int, str]:
        return await self.send("say", chat=who, who=who, text=text)

    async def move(self, to: str) -> tuple[int, str]:
        return await self.send("clock", to=to)

    async def play(self, name: str) -> None:
        """A story from its first moment to its last."""
        assert await self.send("story", play=name) == (200, "")
        await self.page.performance.ended()

    async def events(self, since: str = "", last: str = "") -> AsyncIterator[Event]:
        """What happens from a number on; the first is the whole state where nothing is known."""
        headers = {"Last-Event-ID": last} if last else {}
        async with self.session.get(f"{self.address}events?since={since}", headers=headers) as answer:
            assert answer.content_type == "text/event-stream"
            lines: dict[str, str] = {}
            async for raw in answer.content:
                name, _, value = raw.decode().rstrip("\n").partition(": ")
                if name:
                    lines[name] = value
                elif "event" in lines:
                    yield Event(lines["id"], lines["event"], json.loads(lines["data"]))
                    lines = {}

    async def state(self) -> dict[str, Any]:
        return (await anext(self.events())).data

    async def said(self, chat: str = "group") -> list[dict[str, Any]]:
        return [entry for entry in (await self.state())["entries"] if entry["chat"] == chat]

    async def bot(self, chat: str = "group") -> list[str]:
        return [entry["text"] for entry in await self.said(chat) if entry["side"] == "bot"]


@contextlib.asynccontextmanager
async def open_window(*, idle: float | None = None, begun: bool = True, speed: float = 0) -> AsyncIterator[Window]:
    """An empty stage on a Tuesday morning. `speed` 0: stories do not wait for readers."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    bill = Bill(stories(), TUESDAY, speed=speed, idle=idle)
    async with open_page(sample(), lexicon, bill, listener) as page, ClientSession(timeout=PATIENCE) as session:
        window = Window(address_of(listener), page, session)
        if begun:
            await page.show.begin(TUESDAY)
            await window.look()
        yield window
