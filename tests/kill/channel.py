"""The program's side of the simulated account: a channel like any other."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import io
import itertools
import json
from datetime import datetime
from functools import cache
from typing import Any

from PIL import Image

from bot.channels.base import Health, Receive
from models.errors import SendFailed
from models.messages import Incoming, MessageKind, Outgoing

NAME = "account"


@cache
def picture(name: str) -> bytes:
    """A small photo of its own for each name."""
    image = Image.new("RGB", (48, 48), "grey")
    for number, byte in enumerate(name.encode()):
        image.putpixel((number % 48, number // 48 + 20), (byte, 255 - byte, 128))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


class AccountChannel:
    """Messages of one chat one at a time, in order; each is acknowledged once it is taken."""

    name = NAME
    posts = True

    def __init__(self, port: int) -> None:
        self._port = port
        self._writer: asyncio.StreamWriter | None = None
        self._chats: dict[str, asyncio.Queue[dict[str, Any]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._sent: dict[str, asyncio.Future[str]] = {}
        self._numbers = itertools.count()

    async def run(self, receive: Receive) -> None:
        reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 24)
        while line := await reader.readline():
            word = json.loads(line)
            if word["do"] == "sent":
                self._sent.pop(word["ref"]).set_result(word["id"])
                continue
            if word["chat"] not in self._chats:
                self._chats[word["chat"]] = asyncio.Queue()
                self._tasks.add(asyncio.create_task(self._one_chat(self._chats[word["chat"]], receive)))
            self._chats[word["chat"]].put_nowait(word)

    async def _one_chat(self, waiting: asyncio.Queue[dict[str, Any]], receive: Receive) -> None:
        while True:
            word = await waiting.get()
            with contextlib.suppress(ConnectionError):
                await receive(incoming_of(word))
                self.tell({"do": "ack", "id": word["id"]})

    def tell(self, word: dict[str, object]) -> None:
        assert self._writer is not None
        self._writer.write(json.dumps(word, ensure_ascii=False).encode() + b"\n")

    async def send(self, outgoing: Outgoing) -> str:
        if self._writer is None:
            raise SendFailed("not connected", retry=True)
        ref = str(next(self._numbers))
        self._sent[ref] = asyncio.get_running_loop().create_future()
        photo = base64.b64encode(outgoing.photo).decode()
        self.tell({"do": "send", "ref": ref, "chat": outgoing.chat_id, "text": outgoing.text, "photo": photo})
        await self._writer.drain()
        return await self.confirmed(outgoing, ref)

    async def confirmed(self, _outgoing: Outgoing, ref: str) -> str:
        """The words are on their way: the account's own id of them, once it tells it."""
        return await self._sent[ref]

    def health(self) -> Health:
        return Health(connected=self._writer is not None, logged_in=self._writer is not None)


def incoming_of(word: dict[str, Any]) -> Incoming:
    return Incoming(
        channel=NAME,
        external_id=word["id"],
        chat_id=word["chat"],
        is_group=word["group"],
        sender_id=word["sender"],
        sender_name=word["sender"],
        sent_at=datetime.fromisoformat(word["at"]),
        kind=MessageKind.PHOTO if word["photo"] else MessageKind.TEXT,
        text=word["text"],
        chat_name=f"{word['chat'].removeprefix('room-')}群" if word["group"] else "",
        photo=picture(word["id"]) if word["photo"] else b"",
    )
