"""The connector of one WeChat account: what its channel hears goes to JetStream, what is due goes out through it."""

from __future__ import annotations

import logging

from bot.city.arriving import Arriving
from bot.city.lanes import Lanes
from bot.city.whereabouts import Whereabouts
from bot.city.wire import pack
from models.messages import Incoming

log = logging.getLogger(__name__)


class Connector:
    """Takes messages of a channel; `receive` returns once one cannot be lost any more."""

    def __init__(self, whereabouts: Whereabouts, lanes: Lanes, arriving: Arriving) -> None:
        self._whereabouts = whereabouts
        self._lanes = lanes
        self._arriving = arriving

    async def receive(self, incoming: Incoming) -> None:
        """Raises where neither NATS nor the disk takes it; the channel offers it again."""
        photo = await self._keep(incoming)
        await self._lanes.put(self._whereabouts.partition(incoming), pack(incoming, photo))

    async def _keep(self, incoming: Incoming) -> str:
        if not incoming.photo:
            return ""
        try:
            return await self._arriving.keep(incoming.photo)
        except OSError as error:
            log.error("media.folder cannot be written (%s); a message goes on without its photo", error.strerror)
            return ""
