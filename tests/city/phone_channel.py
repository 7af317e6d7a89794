"""The program's side of the account: a channel like any other."""

from __future__ import annotations

import asyncio
import itertools
import json
from datetime import datetime
from typing import Any

from bot.channels.base import Health, Receive
from models.errors import SendFailed
from models.messages import Incoming, MessageKind, Outgoing


class PhoneChannel:
    """Messages of one chat one at a time, in order; each is acknowledged once it is taken."""

    posts = True

    def __init__(self, account: str, port: int) -> None:
        self.name = account
        self._port = port
        self._writer: asyncio.StreamWriter | None = None
        self._chats: dict[str, asyncio.Queue[dict[str, Any]]] = {}
        self._sent: dict[str, asyncio.Future[str]] = {}
        self._numbers = itertools.count()

    async def run(self, receive: Receive) -> None:
        reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 24)
        async with asyncio.TaskGroup() as group:
            while line := await reader.readline():
                word = json.loads(line)
                if word["do"] == "sent":
                    self._sent.pop(word["ref"]).set_result(word["id"])
                    continue
                if word["chat"] not in self._chats:
                    self._chats[word["chat"]] = asyncio.Queue()
                    group.create_task(self._one_chat(self._chats[word["chat"]], receive))
                self._chats[word["chat"]].put_nowait(word)

    async def _one_chat(self, waiting: asyncio.Queue[dict[str, Any]], receive: Receive) -> None:
        while True:
            word = await waiting.get()
            await receive(incoming_of(self.name, word))
            self._tell({"do": "ack", "id": word["id"]})

    def _tell(self, word: dict[str, object]) -> None:
        assert self._writer is not None
        self._writer.write(json.dumps(word, ensure_ascii=False).encode() + b"\n")

    async def send(self, outgoing: Outgoing) -> str:
        if not self.health().connected:
            raise SendFailed("the phone is away", retry=True)
        ref = str(next(self._numbers))
        self._sent[ref] = asyncio.get_running_loop().create_future()
        chat = {"chat": outgoing.chat_id, "group": outgoing.is_group}
        self._tell({"do": "send", "ref": ref, "text": outgoing.text, **chat})
        return await self._sent[ref]

    def health(self) -> Health:
        there = self._writer is not None and not self._writer.is_closing()
        return Health(connected=there, logged_in=there)


def incoming_of(account: str, word: dict[str, str]) -> Incoming:
    """A delivered line as a channel tells it; replays use it too."""
    return Incoming(
        channel=account,
        external_id=word["id"],
        chat_id=f"room-{word['chat']}",
        chat_name=f"群{word['chat']}",
        is_group=True,
        sender_id=word["sender"],
        sender_name=word["sender"],
        sent_at=datetime.fromisoformat(word["at"]),
        kind=MessageKind.TEXT,
        text=word["text"],
    )
