"""The connection to NATS: opened once, back by itself after every outage, and its errors in words that help."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable

from nats.aio.client import Client
from nats.js.client import JetStreamContext

from bot.city.names import Names
from models.errors import LinliError
from models.settings import NatsSettings

log = logging.getLogger(__name__)

PUBLISH_SECONDS = 2.0  # then a message goes to the spool instead
CONNECT_SECONDS = 10.0


class NatsAway(LinliError):
    """NATS cannot be reached, or does not let us in."""


class Link:
    """One process's connection."""

    def __init__(self, settings: NatsSettings) -> None:
        self.settings = settings
        self.names = Names(settings.stream)
        self.client = Client()
        self.ready = False
        self.back: Callable[[], None] = lambda: None  # called whenever the connection is there again
        self._told = ""
        self._refused = False

    @property
    def jetstream(self) -> JetStreamContext:
        return self.client.jetstream(timeout=PUBLISH_SECONDS)

    @property
    def is_connected(self) -> bool:
        """Whether messages may be published: the stream was found to be as it should."""
        return self.ready and self.client.is_connected

    async def open(self, seconds: float = CONNECT_SECONDS) -> None:
        """Connect. Raises NatsAway, with the cure, where that fails in so many seconds."""
        self.client = Client()
        try:
            async with asyncio.timeout(seconds):
                await self._connect()
        except TimeoutError:
            error = self.client.last_error
            await self.close()
            raise self._away(error) from error

    async def _connect(self) -> None:
        settings = self.settings
        await self.client.connect(
            servers=[server.strip() for server in settings.url.get_secret_value().split(",")],
            token=settings.token.get_secret_value() or None,
            user_credentials=str(settings.credentials) if settings.credentials else None,
            name="linli",
            max_reconnect_attempts=-1,
            connect_timeout=2,
            reconnect_time_wait=1,
            ping_interval=5,
            max_outstanding_pings=2,
            error_cb=self._note,
            reconnected_cb=self._again,
        )

    async def publish(self, partition: int, name: str, payload: bytes) -> None:
        """Have a bundle kept by JetStream; raises NatsError, OSError or TimeoutError where that is not certain."""
        headers = {"Nats-Msg-Id": name, "Nats-Expected-Stream": self.names.stream}
        await self.jetstream.publish(self.names.incoming(partition), payload, headers=headers)

    async def hear(self, subject: str, act: Callable[[], None]) -> None:
        """Call `act` for each message on a subject."""

        async def heard(_message: object) -> None:
            act()

        await self.client.subscribe(subject, cb=heard)

    async def close(self) -> None:
        with contextlib.suppress(Exception):  # what cannot be closed in order ends with the process
            async with asyncio.timeout(2):
                await self.client.close()

    def _away(self, error: Exception | None) -> NatsAway:
        if self._refused:
            return NatsAway(
                "nats: the server does not let us in -> set LINLI_NATS__TOKEN, nats.credentials, or user and password"
                " in LINLI_NATS__URL"
            )
        reason = f" ({type(error).__name__}: {error})" if error else ""
        return NatsAway(f"nats.url: no server answers{reason} -> start nats-server -js there, or correct the address")

    async def _note(self, error: Exception) -> None:
        """A line for each new trouble, not for each try."""
        self._refused = self._refused or "authorization" in str(error).lower()
        told = type(error).__name__
        if told != self._told:
            self._told = told
            log.warning("nats: %s: %s", told, error)

    async def _again(self) -> None:
        self._told = ""
        log.info("nats: connected again")
        self.back()
