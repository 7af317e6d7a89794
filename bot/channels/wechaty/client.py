"""Stays connected to a gateway for as long as it runs, whatever the gateway does."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.channels.base import Health
from bot.channels.wechaty.compat import prepare
from bot.channels.wechaty.events import Event, LoggedIn, LoggedOut, PuppetFailed, ScanWanted, read_event
from bot.channels.wechaty.failures import CONNECTION_ERRORS, NotConnected, describe
from bot.channels.wechaty.limits import Limits
from models.settings import WechatySettings

if TYPE_CHECKING:
    from bot.channels.wechaty.puppet import GatewayPuppet

log = logging.getLogger(__name__)

_FIRST_EVENT = 1.0  # seconds; the gateway greets a new stream at once, older ones do not


class GatewayClient:
    """One account's connection. `connected` and `logged_in` tell how it stands; `self_id` stays known in between."""

    def __init__(self, settings: WechatySettings, limits: Limits) -> None:
        prepare(settings.state)
        self.endpoint = settings.endpoint
        self.self_id = ""
        self.connected = False
        self.logged_in = False
        self._token = settings.token.get_secret_value()
        self._limits = limits
        self._note = "not connected yet"
        self._puppet: GatewayPuppet | None = None
        self._heard = asyncio.Event()
        self._last_heard = 0.0

    @property
    def puppet(self) -> GatewayPuppet:
        """The live connection. Raises NotConnected where there is none."""
        if self._puppet is None:
            raise NotConnected
        return self._puppet

    def health(self) -> Health:
        return Health(self.connected, self.logged_in, self._note)

    async def run(self, on_event: Callable[[Event], None]) -> None:
        """Connect, and connect again with growing pauses, until cancelled."""
        first, longest = self._limits.backoff
        pause = first
        while True:
            self._note = await self._attempt(on_event)
            if self.connected:
                pause = first
            self.connected = self.logged_in = False
            wait = pause * random.uniform(0.8, 1.2)  # noqa: S311 - so that many bots do not come back all at once
            log.warning("gateway %s: %s; next try in %.1f s", self.endpoint, self._note, wait)
            await asyncio.sleep(wait)
            pause = min(pause * 2, longest)

    async def _attempt(self, on_event: Callable[[Event], None]) -> str:
        """One session; returns why it ended."""
        try:
            await self._session(on_event)
        except Exception as error:  # noqa: BLE001 - the outer loop: a bot that is deaf for good is worse than any error
            return describe(error)
        return "the gateway ended the connection"

    async def _session(self, on_event: Callable[[Event], None]) -> None:
        from bot.channels.wechaty.puppet import GatewayPuppet  # noqa: PLC0415 - importable only once prepared

        puppet = GatewayPuppet(self.endpoint, self._token, self._limits.rpc)
        helpers: list[asyncio.Task[None]] = []
        try:
            await puppet.check()
            self._heard.clear()
            self._hear()
            self._puppet = puppet
            self._note = "the account is not logged in"
            helpers = [asyncio.create_task(self._begin(puppet)), asyncio.create_task(self._watch(puppet))]
            async for number, payload in puppet.events():
                self._hear()
                self._heard.set()
                self._take(read_event(number, payload), on_event)
        finally:
            self._puppet = None
            puppet.close()
            for helper in helpers:
                helper.cancel()
            await asyncio.gather(*helpers, return_exceptions=True)

    async def _begin(self, puppet: GatewayPuppet) -> None:
        """Start the account once the stream stands, so that nothing which the start sets off is missed."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._heard.wait(), _FIRST_EVENT)
        try:
            await puppet.start()
        except CONNECTION_ERRORS as error:
            log.error("gateway %s cannot start its puppet: %s", self.endpoint, describe(error))
            puppet.close()  # ends the stream, and with it the session
            return
        self.connected = True
        log.info("gateway %s: connected", self.endpoint)

    async def _watch(self, puppet: GatewayPuppet) -> None:
        """Close the connection once a silent gateway does not echo a ding either: it hangs, or the link is dead."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(self._limits.idle / 4)
            if loop.time() - self._last_heard < self._limits.idle:
                continue
            asked = loop.time()
            self._heard.clear()
            with suppress(*CONNECTION_ERRORS):
                await puppet.ding("watch")
                await asyncio.wait_for(self._heard.wait(), self._limits.rpc)
            if self._last_heard < asked:
                log.error("gateway %s is silent and does not echo: closing the connection", self.endpoint)
                puppet.close()
                return

    def _hear(self) -> None:
        self._last_heard = asyncio.get_running_loop().time()

    def _take(self, event: Event | None, on_event: Callable[[Event], None]) -> None:
        match event:
            case LoggedIn(self_id=self_id):
                self.self_id, self.logged_in, self._note = self_id, True, "logged in"
            case LoggedOut():
                self.logged_in, self._note = False, "the account was logged out"
            case ScanWanted():
                self._note = "the account waits for its login code to be scanned"
            case PuppetFailed():
                log.warning("gateway %s: its puppet reports an error", self.endpoint)
        if event is not None:
            on_event(event)
