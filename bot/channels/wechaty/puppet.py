"""wechaty's puppet client, with time limits, events that cannot kill it, and files of any size.

Importable only after compat.prepare().
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

from grpclib.client import Channel
from wechaty_grpc.wechaty import PuppetStub
from wechaty_puppet import PuppetOptions
from wechaty_puppet_service import PuppetService
from wechaty_puppet_service.utils import extract_host_and_port

from bot.channels.wechaty.files import FileTooLarge, fetch_box, make_box
from bot.channels.wechaty.rpc import IdRequest, Location, LocationAnswer
from bot.channels.wechaty.wire import Payload

_ARTWORK = 3  # the photo in full size


class GatewayPuppet(PuppetService):  # type: ignore[misc]  # wechaty has no types
    """One connection to a puppet service. Every request ends within `rpc_timeout` seconds."""

    def __init__(self, endpoint: str, token: str, rpc_timeout: float) -> None:
        options = PuppetOptions()
        options.end_point = endpoint
        super().__init__(options)
        host, port = extract_host_and_port(endpoint)
        self.rpc_timeout = rpc_timeout
        # What PuppetService._init_puppet() does, without its blocking connect and its look-up on the internet.
        self.channel = Channel(host=host, port=port)
        # Without TLS the gateway takes the token from the request's :authority.
        self.channel._authority = token
        self._puppet_stub = PuppetStub(self.channel, timeout=rpc_timeout)

    def close(self) -> None:
        self.channel.close()

    async def check(self) -> None:
        """Raise unless the gateway is there and takes the token."""
        await self.puppet_stub.version()

    async def start(self) -> None:
        """Start the gateway's puppet; one that runs already stays as it is, and logged in."""
        await self.puppet_stub.start()

    async def events(self) -> AsyncIterator[tuple[int, str]]:
        """Number and JSON payload of each event, until the connection ends."""
        async for response in PuppetStub(self.channel).event():  # no time limit: it is meant to last
            yield int(response.type), str(response.payload)

    async def details(self, message_id: str) -> Payload:
        told = await self.puppet_stub.message_payload(id=message_id)
        return Payload(
            id=str(told.id or message_id),
            type=int(told.type),
            text=str(told.text),
            timestamp=float(told.timestamp),
            from_id=str(told.from_id),
            to_id=str(told.to_id),
            room_id=str(told.room_id),
            mention_ids=tuple(str(mention) for mention in told.mention_ids if mention),
            filename=str(told.filename),
        )

    async def photo(self, message_id: str, max_bytes: int) -> bytes:
        """The photo in full size. Puppets offer it as an image or only as a file."""
        try:
            return await self._image(message_id, max_bytes)
        except FileTooLarge:
            raise
        except Exception:  # noqa: BLE001 - whatever a puppet fails with, the second way may work
            answer = await self.puppet_stub.message_file(id=message_id)
            return await fetch_box(self.channel, json.loads(answer.filebox), max_bytes, self.rpc_timeout)

    async def _image(self, message_id: str, max_bytes: int) -> bytes:
        answer = await self.puppet_stub.message_image(id=message_id, type=_ARTWORK)
        return await fetch_box(self.channel, json.loads(answer.filebox), max_bytes, self.rpc_timeout)

    async def place(self, message_id: str) -> str:
        """Name and address of a location message."""
        answer = await self.puppet_stub._unary_unary(
            "/wechaty.Puppet/MessageLocation", IdRequest(id=message_id), LocationAnswer
        )
        place: Location = answer.location
        return " ".join(part for part in (place.name, place.address) if part)

    async def link_title(self, message_id: str) -> str:
        answer = await self.puppet_stub.message_url(id=message_id)
        return str(json.loads(answer.url_link).get("title") or "")

    async def send_text(self, chat_id: str, text: str, mentions: tuple[str, ...]) -> str:
        return str(await self.message_send_text(chat_id, text, list(mentions) or None) or "")

    async def prepare_file(self, data: bytes, name: str) -> str:
        """Bring a file to the gateway; the answer is what `send_prepared` sends. Nobody sees it yet."""
        return json.dumps(await make_box(self.channel, data, name, self.rpc_timeout))

    async def send_prepared(self, chat_id: str, box: str) -> str:
        answer = await self.puppet_stub.message_send_file(conversation_id=chat_id, filebox=box)
        return str(answer.id or "")

    async def contact_name(self, contact_id: str) -> str:
        return str((await self.contact_payload(contact_id)).name)

    async def room_topic_now(self, room_id: str) -> str:
        return str((await self.room_payload(room_id)).topic)

    async def member_name(self, room_id: str, contact_id: str) -> str:
        """What the room shows of this member: the name in this room, else the person's own."""
        member = await self.room_member_payload(room_id, contact_id)
        return str(member.room_alias or member.name)
