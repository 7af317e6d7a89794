"""Who is who to this account, and what its groups are called."""

from __future__ import annotations

from functools import partial

from bot.channels.wechaty.client import GatewayClient
from bot.channels.wechaty.limits import Limits
from bot.channels.wechaty.names import Names


class Directory:
    """Asks the gateway and remembers. Every answer may be "" where nobody tells."""

    def __init__(self, client: GatewayClient, limits: Limits) -> None:
        self._client = client
        self._names = Names(limits.remember, limits.name)

    def forget(self, changed: str) -> None:
        """Drop what is known of this room or contact."""
        self._names.forget(changed)

    async def shown_name(self, room_id: str, contact_id: str) -> str:
        """The person's name as the room shows it; `room_id` is "" for a private chat."""
        if not contact_id:
            return ""
        if room_id:
            ask = partial(self._ask_member, room_id, contact_id)
            if shown := await self._names.get((room_id, contact_id), ask):
                return shown
        return await self._names.get((contact_id,), partial(self._ask_contact, contact_id))

    async def own_names(self, room_id: str) -> tuple[str, ...]:
        """What the bot is called in this room: by a name given for the room, or by its own."""
        self_id = self._client.self_id
        return tuple({await self.shown_name(room_id, self_id), await self.shown_name("", self_id)} - {""})

    async def topic(self, room_id: str) -> str:
        return await self._names.get(("topic", room_id), partial(self._ask_topic, room_id))

    # They look for the connection when they are asked, not before: it changes with every reconnection.

    async def _ask_member(self, room_id: str, contact_id: str) -> str:
        return await self._client.puppet.member_name(room_id, contact_id)

    async def _ask_contact(self, contact_id: str) -> str:
        return await self._client.puppet.contact_name(contact_id)

    async def _ask_topic(self, room_id: str) -> str:
        return await self._client.puppet.room_topic_now(room_id)
