"""A WeChat account outside of the program: it delivers what people say, and keeps all that it is told to send.

Lines of JSON over a loopback socket. What was not acknowledged is delivered again at the next connection, with a few
repeats of what was, as a gateway does that connects again.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.city.talk import Talk


@dataclass(frozen=True, slots=True)
class Delivered:
    """One message as it was handed over, in the order of the account."""

    group: str
    id: str
    sender: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Got:
    """One message that the program sent."""

    chat: str
    is_group: bool
    text: str


class Phone:
    """One account with its groups."""

    def __init__(self, account: str, talks: list[Talk], seed: int) -> None:
        self.account, self.talks = account, talks
        self.delivered: list[Delivered] = []
        self.got: list[Got] = []
        self.repeats = 0
        self.recovered: list[float] = []  # seconds from a kill to the first acknowledgement after it
        self._open: OrderedDict[str, Delivered] = OrderedDict()  # what nobody has acknowledged
        self._settled: list[Delivered] = []  # the last few that were
        self._writer: asyncio.StreamWriter | None = None
        self._random = random.Random(seed)
        self._killed_at: float | None = None

    @property
    def is_connected(self) -> bool:
        return self._writer is not None

    @property
    def waiting(self) -> int:
        return len(self._open)

    def killed(self) -> None:
        """Its connector was killed just now."""
        self._killed_at = self._killed_at or time.perf_counter()

    async def speak(self, rate: float, until: float) -> None:
        """People talk at so many messages a second, up to a moment of the running clock."""
        begun, spoken = time.perf_counter(), 0
        while (now := time.perf_counter()) < until:
            while spoken < (now - begun) * rate:
                spoken += 1
                self._say(self._random.choice(self.talks))
            await asyncio.sleep(0.01)

    def _say(self, talk: Talk) -> None:
        line = talk.next()
        # Each at its own moment, so that the order of a group is in its times too.
        at = datetime.now(UTC) + timedelta(microseconds=len(self.delivered) % 1000)
        one = Delivered(line.group, line.id, line.sender, line.text, at)
        self.delivered.append(one)
        self._open[one.id] = one
        self._deliver(one)

    def _deliver(self, one: Delivered) -> None:
        if self._writer is not None and not self._writer.is_closing():
            self._writer.write(_line({"do": "deliver", **wire(one)}))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of a connector, until it breaks."""
        self._writer = writer
        again = [one for one in self._settled[-40:] if self._random.random() < 0.3]
        self.repeats += len(again)
        for one in (*again, *self._open.values()):
            self._deliver(one)
        try:
            while line := await reader.readline():
                if line.endswith(b"\n"):  # half a line is what a program leaves that dies while it writes
                    self._hear(json.loads(line), writer)
        except (ConnectionError, asyncio.CancelledError):
            pass  # the connector was killed, or the campaign is over
        finally:
            if self._writer is writer:
                self._writer = None
            writer.transport.abort()

    def _hear(self, word: dict[str, Any], writer: asyncio.StreamWriter) -> None:
        if word["do"] == "ack":
            one = self._open.pop(word["id"], None)
            if one is not None:
                self._settled = [*self._settled[-40:], one]
                self._note_recovery()
            return
        self.got.append(Got(word["chat"], word["group"], word["text"]))
        writer.write(_line({"do": "sent", "ref": word["ref"], "id": f"sent-{len(self.got)}"}))

    def _note_recovery(self) -> None:
        if self._killed_at is not None:
            self.recovered.append(time.perf_counter() - self._killed_at)
            self._killed_at = None


def wire(one: Delivered) -> dict[str, str]:
    return {"chat": one.group, "id": one.id, "sender": one.sender, "text": one.text, "at": one.at.isoformat()}


def _line(word: dict[str, Any]) -> bytes:
    return json.dumps(word, ensure_ascii=False).encode() + b"\n"
