"""A pilot that listens and posts nowhere: what would have been sent stays in the outbox, marked as withheld."""

from __future__ import annotations

import logging

from bot.channels.base import Channel, Health, Receive
from models.messages import Outgoing

log = logging.getLogger(__name__)


class ShadowChannel:
    """Any channel with its mouth closed."""

    posts = False

    def __init__(self, inner: Channel) -> None:
        self.name = inner.name
        self._inner = inner

    async def run(self, receive: Receive) -> None:
        await self._inner.run(receive)

    async def send(self, outgoing: Outgoing) -> str:
        to = "group" if outgoing.is_group else "person"
        log.info("shadow: withheld %d characters for a %s", len(outgoing.text), to)
        return ""

    def health(self) -> Health:
        return self._inner.health()
