"""Names of people and rooms, asked for once in a while; a missing one never holds a message back for good."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from bot.channels.wechaty.failures import describe

log = logging.getLogger(__name__)

_MOST = 5000


class Names:
    """A name a key, remembered for `seconds`; one that cannot be had is "" and asked for again next time."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._known: OrderedDict[tuple[str, ...], tuple[float, str]] = OrderedDict()

    async def get(self, key: tuple[str, ...], ask: Callable[[], Awaitable[str]]) -> str:
        now = asyncio.get_running_loop().time()
        until, name = self._known.get(key, (0.0, ""))
        if until > now:
            return name
        try:
            name = await ask()
        except Exception as error:  # noqa: BLE001 - a message without a name is better than none
            log.warning("a name could not be had: %s", describe(error))
            return ""
        self._known[key] = (now + self._seconds, name)
        self._known.move_to_end(key)
        while len(self._known) > _MOST:
            self._known.popitem(last=False)
        return name

    def forget(self, part: str) -> None:
        """Drop everything whose key has this id in it."""
        for key in [key for key in self._known if part in key]:
            del self._known[key]
