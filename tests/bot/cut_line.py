"""A line between the program and its PostgreSQL server that can be cut at the worst moment: during a commit."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

COMMIT = b"COMMIT;\x00"
DONE = b"C\x00\x00\x00\x0bCOMMIT\x00"


class CutLine:
    """Passes bytes on. `cut` says what happens to the next commit: "before" the server hears it, or "after"."""

    def __init__(self, host: str, port: int) -> None:
        self.cut = ""
        self.cuts = 0
        self.open = True
        self._server = (host, port)
        self._tasks: set[asyncio.Task[None]] = set()

    async def connected(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        if not self.open:
            to_client.transport.abort()
            return
        server, to_server = await asyncio.open_connection(*self._server)
        halves = [asyncio.create_task(self._ask(client, to_server)), asyncio.create_task(self._tell(server, to_client))]
        self._tasks.update(halves)
        await asyncio.wait(halves, return_when=asyncio.FIRST_COMPLETED)
        for half in halves:
            half.cancel()
        await asyncio.gather(*halves, return_exceptions=True)
        for writer in (to_client, to_server):
            writer.transport.abort()

    async def _ask(self, client: asyncio.StreamReader, to_server: asyncio.StreamWriter) -> None:
        while data := await client.read(65536):
            if self.cut == "before" and COMMIT in data:
                return self._break()
            to_server.write(data)

    async def _tell(self, server: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        while data := await server.read(65536):
            if self.cut == "after" and DONE in data:
                return self._break()
            to_client.write(data)

    def _break(self) -> None:
        self.cut = ""
        self.cuts += 1


@contextlib.asynccontextmanager
async def cut_line(host: str, port: int) -> AsyncIterator[tuple[CutLine, int]]:
    """The line and its own port."""
    line = CutLine(host, port)
    listening = await asyncio.start_server(line.connected, "127.0.0.1", 0)
    async with listening:
        yield line, listening.sockets[0].getsockname()[1]
