"""The channel itself: brings together connection, arrivals, names, photos and sending."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import partial

from bot.channels.base import Health, Receive
from bot.channels.wechaty.arrivals import Arrivals
from bot.channels.wechaty.client import GatewayClient
from bot.channels.wechaty.directory import Directory
from bot.channels.wechaty.events import Announced, Changed, Event
from bot.channels.wechaty.failures import CONNECTION_ERRORS, describe
from bot.channels.wechaty.limits import Limits
from bot.channels.wechaty.sending import send
from bot.channels.wechaty.translate import Around, translate
from bot.channels.wechaty.wire import Payload
from models.messages import Incoming, MessageKind, Outgoing
from models.settings import WechatySettings

log = logging.getLogger(__name__)


class WechatyChannel:
    """WeChat through a puppet service.

    now: tells when a message arrived, for puppets that do not say when it was sent.
    zone: where the written times of merged forwards were read.
    """

    posts = True

    def __init__(
        self,
        settings: WechatySettings,
        now: Callable[[], datetime],
        zone: tzinfo,
        limits: Limits,
        name: str = "wechaty",
    ) -> None:
        self.name = name
        self._now, self._zone, self._limits = now, zone, limits
        self._client = GatewayClient(settings, limits)
        self._directory = Directory(self._client, limits)
        self._photo_seconds = limits.photo

    def health(self) -> Health:
        return self._client.health()

    async def run(self, receive: Receive) -> None:
        """Deliver until cancelled; what has arrived is delivered even while the gateway is away."""
        arrivals = Arrivals(self._load, self._chat_of, partial(self._deliver, receive), self._limits.overtake)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(arrivals.run())
            tasks.create_task(self._client.run(partial(self._take, arrivals)))

    async def send(self, outgoing: Outgoing) -> str:
        return await send(self._client, outgoing, self._directory.shown_name)

    def _take(self, arrivals: Arrivals, event: Event) -> None:
        if isinstance(event, Announced):
            arrivals.announce(event.message_id)
        elif isinstance(event, Changed):
            self._directory.forget(event.id)

    def _chat_of(self, payload: Payload) -> str:
        return payload.chat_id(self._client.self_id)

    async def _load(self, message_id: str) -> Payload:
        for pause in self._limits.retries:
            try:
                return await self._client.puppet.details(message_id)
            except CONNECTION_ERRORS:
                await asyncio.sleep(pause)
        return await self._client.puppet.details(message_id)

    async def _deliver(self, receive: Receive, payload: Payload) -> None:
        incoming = translate(payload, await self._around(payload))
        if incoming.kind is MessageKind.PHOTO and not incoming.from_self:
            incoming = replace(incoming, photo=await self._photo(payload.id))
        elif not incoming.text:
            incoming = replace(incoming, text=await self._missing_words(incoming))
        await self._offer(receive, incoming)

    async def _offer(self, receive: Receive, incoming: Incoming) -> None:
        """Hand a message over, again if need be: no gateway would deliver it a second time."""
        for pause in self._limits.offers:
            try:
                await receive(incoming)
            except Exception as error:  # noqa: BLE001 - a database that is away may be back in a moment
                log.warning("message %s could not be taken yet: %s", incoming.external_id, describe(error))
                await asyncio.sleep(pause)
            else:
                return
        await receive(incoming)

    async def _around(self, payload: Payload) -> Around:
        self_id, room = self._client.self_id, payload.room_id
        return Around(
            channel=self.name,
            self_id=self_id,
            arrived=self._now(),
            zone=self._zone,
            self_names=await self._directory.own_names(room) if room and "@" in payload.text else (),
            sender_name=await self._directory.shown_name(room, payload.from_id),
            chat_name=await self._directory.topic(room) if room else "",
        )

    async def _photo(self, message_id: str) -> bytes:
        """The photo, or nothing where it cannot be had in time: the message counts without it too."""
        try:
            async with asyncio.timeout(self._photo_seconds):
                photo = await self._client.puppet.photo(message_id, self._limits.photo_bytes)
        except Exception as error:  # noqa: BLE001 - a photo's failure is told, never raised
            log.warning("the photo of message %s did not arrive: %s", message_id, describe(error))
            if isinstance(error, TimeoutError):  # a group must not wait as long for each of an album's photos
                self._photo_seconds = min(self._limits.photo, self._limits.photo_again)
            return b""
        self._photo_seconds = self._limits.photo
        return photo

    async def _missing_words(self, incoming: Incoming) -> str:
        """Place or title, from puppets that do not put it into the text."""
        try:
            if incoming.kind is MessageKind.LOCATION:
                return await self._client.puppet.place(incoming.external_id)
            if incoming.kind is MessageKind.LINK:
                return await self._client.puppet.link_title(incoming.external_id)
        except Exception as error:  # noqa: BLE001 - as for the photo
            log.info("message %s comes without its words: %s", incoming.external_id, describe(error))
        return ""
