"""Names of people and rooms, asked for once in a while; a missing one never holds a message back for good."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from bot.channels.wechaty.failures import describe

log = logging.getLogger(__name__)

_MOST = 5000
_SILENT = 4  # so many times the patience an unanswered question rests


class Names:
    """A name a key, remembered for `seconds`. One that cannot be had within `patience` is "".

    After a failure it is asked for again next time; after silence only a while later, or each message of a chat would
    have to wait for it.
    """

    def __init__(self, seconds: float, patience: float) -> None:
        self._seconds, self._patience = seconds, patience
        self._known: OrderedDict[tuple[str, ...], tuple[float, str]] = OrderedDict()

    async def get(self, key: tuple[str, ...], ask: Callable[[], Awaitable[str]]) -> str:
        now = asyncio.get_running_loop().time()
        until, name = self._known.get(key, (0.0, ""))
        if until > now:
            return name
        fresh = self._seconds
        try:
            async with asyncio.timeout(self._patience):
                name = await ask()
        except TimeoutError:
            log.warning("a name could not be had in time")
            name, fresh = "", self._patience * _SILENT
        except Exception as error:  # noqa: BLE001 - a message without a name is better than none
            log.warning("a name could not be had: %s", describe(error))
            return ""
        self._known[key] = (now + fresh, name)
        self._known.move_to_end(key)
        while len(self._known) > _MOST:
            self._known.popitem(last=False)
        return name

    def forget(self, part: str) -> None:
        """Drop everything whose key has this id in it."""
        for key in [key for key in self._known if part in key]:
            del self._known[key]
