"""Files between the bot and the gateway: small ones travel in the message, large ones in pieces of their own."""

from __future__ import annotations

import base64
from typing import Any

import aiohttp
from grpclib.client import Channel
from grpclib.const import Cardinality

from bot.channels.wechaty.rpc import FileChunk, IdRequest

_INLINE = 20 << 10  # the gateway's own limit for files inside a message
_PIECE = 256 << 10
_BASE64_BOX, _UUID_BOX = 1, 7
_LONGER = 3  # a file may take so many times as long as a plain request


class FileTooLarge(Exception):
    """A file with more bytes than we take."""


async def fetch_box(channel: Channel, box: dict[str, Any], max_bytes: int, seconds: float) -> bytes:
    """The content of a file-box, wherever it is. Raises FileTooLarge, or LookupError where the box does not tell."""
    if "base64" in box:
        data = base64.b64decode(box["base64"])
        _check_size(len(data), max_bytes)
        return data
    if "uuid" in box:
        return await _download(channel, str(box["uuid"]), max_bytes, seconds * _LONGER)
    url = box.get("url") or box.get("remoteUrl")
    if isinstance(url, str) and url.startswith(("http://", "https://")):
        return await _fetch(url, box.get("headers") or {}, max_bytes, seconds * _LONGER)
    raise LookupError


async def make_box(channel: Channel, data: bytes, name: str, seconds: float) -> dict[str, Any]:
    """The file-box that stands for `data`; a large one has been brought to the gateway by then."""
    if len(data) <= _INLINE:
        content = base64.b64encode(data).decode()
        return {"type": _BASE64_BOX, "boxType": _BASE64_BOX, "name": name, "base64": content}
    uuid = await _upload(channel, data, seconds * _LONGER)
    return {"type": _UUID_BOX, "boxType": _UUID_BOX, "name": name, "size": len(data), "uuid": uuid}


def _check_size(size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise FileTooLarge


async def _download(channel: Channel, uuid: str, max_bytes: int, seconds: float) -> bytes:
    data = bytearray()
    async with channel.request(
        "/wechaty.Puppet/Download", Cardinality.UNARY_STREAM, IdRequest, FileChunk, timeout=seconds
    ) as stream:
        await stream.send_message(IdRequest(id=uuid), end=True)
        async for piece in stream:
            data += piece.chunk
            _check_size(len(data), max_bytes)
    return bytes(data)


async def _upload(channel: Channel, data: bytes, seconds: float) -> str:
    async with channel.request(
        "/wechaty.Puppet/Upload", Cardinality.STREAM_UNARY, FileChunk, IdRequest, timeout=seconds
    ) as stream:
        for start in range(0, len(data), _PIECE):
            await stream.send_message(FileChunk(chunk=data[start : start + _PIECE]))
        await stream.end()
        answer = await stream.recv_message()
    return str(answer.id)


async def _fetch(url: str, headers: dict[str, str], max_bytes: int, seconds: float) -> bytes:
    data = bytearray()
    limit = aiohttp.ClientTimeout(total=seconds)
    async with aiohttp.ClientSession(timeout=limit) as session, session.get(url, headers=headers) as response:
        response.raise_for_status()
        async for piece in response.content.iter_chunked(_PIECE):
            data += piece
            _check_size(len(data), max_bytes)
    return bytes(data)
