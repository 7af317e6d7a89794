"""Requests that no client library would send, written byte by byte."""

import asyncio
import re

from aiohttp.test_utils import BaseTestServer


async def answer_to(server: BaseTestServer, request: bytes, wait: float = 5.0) -> bytes:
    """The head and the page that the server answers, before it may have read everything."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    try:
        writer.write(request)
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), wait)
        size = re.search(rb"Content-Length: (\d+)", head)
        return head + await asyncio.wait_for(reader.readexactly(int(size[1]) if size else 0), wait)
    finally:
        writer.close()


def get(path: str, *headers: str, method: str = "GET") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: linli.test", "Connection: close", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
