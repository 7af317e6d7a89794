"""The simulated WeChat account: outside of the program, it knows what it delivered and keeps all that it was sent.

It speaks lines of JSON over a loopback socket. What the program did not acknowledge is delivered again at the next
connection, with a few repeats of what it did acknowledge, as a gateway does that connects again.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

from tests.kill.script import ROUNDS, Said, round_of

AHEAD = 3  # messages of one group on their way at the same time


@dataclass(frozen=True, slots=True)
class Got:
    """One text that the program sent."""

    id: str
    chat: str
    text: str
    photo: bool


class Thread:
    """Groups that talk one after the other, each with its cadre, and how much of it the program has taken."""

    def __init__(self, seed: int, groups: list[int]) -> None:
        self.seed, self.groups = seed, groups
        self.rounds = 0
        self.most_rounds = len(groups) * ROUNDS
        self.said: list[Said] = []
        self.taken = 0
        self.sent = 0
        self.moved = asyncio.Event()

    def next(self) -> Said | None:
        """What may be delivered now. The cadre speaks once all that was said before is taken, and is waited for."""
        if self.sent >= len(self.said):
            return None
        one = self.said[self.sent]
        waits = AHEAD if one.is_group and (self.sent == 0 or self.said[self.sent - 1].is_group) else 1
        return one if self.sent - self.taken < waits else None

    def more(self) -> None:
        """One more round, if there are any."""
        if self.sent == len(self.said) and self.rounds < self.most_rounds:
            self.said += round_of(self.seed, self.groups[self.rounds // ROUNDS], self.rounds % ROUNDS + 1)
            self.rounds += 1

    def ack(self, message_id: str) -> bool:
        """Whether that is news."""
        if self.taken < len(self.said) and self.said[self.taken].id == message_id:
            self.taken += 1
            self.moved.set()
            return True
        return False

    @property
    def done(self) -> bool:
        return self.taken == len(self.said) and self.rounds >= self.most_rounds


class Account:
    """One account: `lanes` of its groups talk at the same time. `rate` is messages a second of all together."""

    def __init__(self, seed: int, groups: int, lanes: int, rate: float) -> None:
        self.threads = [Thread(seed, list(range(lane, groups + 1, lanes))) for lane in range(1, lanes + 1)]
        self.got: list[Got] = []
        self.repeats = 0
        self.acks = 0
        self.first_ack: float | None = None  # of the present connection, perf_counter seconds
        self._pause = lanes / rate
        self._random = random.Random(seed)

    def end_rounds(self) -> list[int]:
        """Let each thread come to the end of its round; how many rounds each will have had."""
        for thread in self.threads:
            thread.most_rounds = thread.rounds
        return [thread.rounds for thread in self.threads]

    def talk(self, rounds: list[int]) -> None:
        """Say so many rounds of each thread, and no more."""
        for thread, most in zip(self.threads, rounds, strict=True):
            thread.most_rounds = most

    @property
    def done(self) -> bool:
        return all(thread.done for thread in self.threads)

    @property
    def delivered(self) -> list[Said]:
        return [said for thread in self.threads for said in thread.said[: thread.taken]]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of the program, until it breaks."""
        self.first_ack = None
        feeding = [asyncio.create_task(self._feed(thread, writer)) for thread in self.threads]
        try:
            while line := await reader.readline():
                if line.endswith(b"\n"):  # half a line is what a program leaves that dies while it writes
                    self._hear(json.loads(line), writer)
        except ConnectionError:
            pass
        finally:
            for task in feeding:
                task.cancel()
            await asyncio.gather(*feeding, return_exceptions=True)
            writer.transport.abort()

    def _hear(self, word: dict[str, str], writer: asyncio.StreamWriter) -> None:
        if word["do"] == "ack":
            if self._thread_of(word["id"]).ack(word["id"]):
                self.acks += 1
                if self.first_ack is None:
                    self.first_ack = time.perf_counter()
            return
        self.got.append(Got(f"got-{len(self.got)}", word["chat"], word["text"], bool(word["photo"])))
        writer.write(line_of({"do": "sent", "ref": word["ref"], "id": self.got[-1].id}))

    def _thread_of(self, message_id: str) -> Thread:
        return self.threads[(int(message_id.split("-", maxsplit=1)[0]) - 1) % len(self.threads)]

    async def _feed(self, thread: Thread, writer: asyncio.StreamWriter) -> None:
        thread.sent = thread.taken
        for old in thread.said[max(thread.taken - 3, 0) : thread.taken]:
            if self._random.random() < 0.3:
                self.repeats += 1
                writer.write(line_of(delivery(old)))
        while True:
            thread.more()
            one = thread.next()
            if one is None:
                thread.moved.clear()
                await thread.moved.wait()
                continue
            thread.sent += 1
            writer.write(line_of(delivery(one)))
            await writer.drain()
            await asyncio.sleep(self._pause * self._random.uniform(0.5, 1.5))


def delivery(said: Said) -> dict[str, Any]:
    return {
        "do": "deliver",
        "id": said.id,
        "chat": said.chat,
        "group": said.is_group,
        "sender": said.sender,
        "text": said.text,
        "photo": said.photo,
        "at": said.sent_at.isoformat(),
    }


def line_of(word: dict[str, object]) -> bytes:
    return json.dumps(word, ensure_ascii=False).encode() + b"\n"


@contextlib.asynccontextmanager
async def open_account(seed: int, groups: int, lanes: int, rate: float) -> AsyncIterator[tuple[Account, int]]:
    """The account and the port that it listens on."""
    account = Account(seed, groups, lanes, rate)
    server = await asyncio.start_server(account.serve, "127.0.0.1", 0, limit=1 << 24)
    try:
        yield account, server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def until(holds: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait for a condition; a TimeoutError that tells what was waited for."""
    try:
        async with asyncio.timeout(seconds):
            while not holds():  # noqa: ASYNC110 - what it looks at has no event of its own
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise TimeoutError(f"waited {seconds} s for {what}") from None
