"""Changes to other systems, signed as https://www.standardwebhooks.com has it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Collection
from typing import Any

import aiohttp
from sqlalchemy import Connection

from bot.clock import Clock
from bot.database import Database
from bot.delivering.addresses import PublicResolver, trouble_with
from bot.reload import Current
from handlers.actions.access import key_sees
from handlers.sealing.keys import Hidden, Keys
from models.case import Case, Event
from models.errors import SendFailed, Unreadable
from models.queries.cases import get_case
from models.queries.deliveries import Delivery
from models.queries.events import event_numbered
from models.queries.webhooks import Webhook, end_webhook, live_webhooks
from models.settings import Settings

SECONDS = 10.0
SECRET = "whsec_"  # noqa: S105 - how such a secret begins
GONE = 410


def new_secret() -> str:
    return SECRET + base64.b64encode(secrets.token_bytes(24)).decode()


def locked(keys: Keys, secret: str) -> str | None:
    """As it is stored; None where there is no key to lock it with."""
    return keys.lock((Hidden("secret", 0, secret),))


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(SECRET))
    made = hmac.new(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(made).decode()}"


class ToWebhook:
    """Carries changes: ids, states and the kind of trouble, and no word that anybody said."""

    def __init__(self, database: Database, current: Current, clock: Clock, seconds: float = SECONDS) -> None:
        self._database = database
        self._current = current
        self._clock = clock
        self._seconds = seconds

    async def carry(self, one: Delivery) -> None:
        house = self._current.house
        settings, keys = house.settings, house.keys
        hook, body = await self._database.read(lambda connection: _told(connection, settings, one))
        if trouble := trouble_with(hook.url, settings.api.webhook_hosts):
            raise SendFailed(f"the address {trouble}", retry=False)
        try:
            secret = keys.unlock(hook.sealed)[0].number
        except Unreadable as error:
            raise SendFailed("no key at hand opens the secret that signs", retry=True) from error
        status = await self._post(hook.url, self._headers(one, secret, body), body, settings.api.webhook_hosts)
        if status == GONE:
            now = self._clock.now()
            await self._database.write(lambda connection: end_webhook(connection, hook.id, now))
            raise SendFailed("410: the receiver wants no more", retry=False)
        if not 200 <= status < 300:
            raise SendFailed(f"answered {status}", retry=True)

    def _headers(self, one: Delivery, secret: str, body: bytes) -> dict[str, str]:
        """The id stays the same whenever the same change is sent again; the time is the one of the try."""
        message_id = f"msg_{one.id}_{one.created_at.timestamp():.0f}"
        timestamp = int(self._clock.now().timestamp())
        return {
            "Content-Type": "application/json",
            "User-Agent": "linli",
            "webhook-id": message_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": signature(secret, message_id, timestamp, body),
        }

    async def _post(self, url: str, headers: dict[str, str], body: bytes, own: Collection[str]) -> int:
        """The status. Follows no redirection and reads no answer."""
        connector = aiohttp.TCPConnector(resolver=PublicResolver(own), use_dns_cache=False)
        limit = aiohttp.ClientTimeout(total=self._seconds)
        try:
            async with (
                aiohttp.ClientSession(
                    connector=connector, timeout=limit, cookie_jar=aiohttp.DummyCookieJar()
                ) as session,
                session.post(url, data=body, headers=headers, allow_redirects=False) as response,
            ):
                return response.status
        except TimeoutError as error:
            raise SendFailed(f"no answer within {self._seconds:.0f} seconds", retry=True) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise SendFailed(f"not reached: {type(error).__name__}", retry=True) from error


def _told(connection: Connection, settings: Settings, one: Delivery) -> tuple[Webhook, bytes]:
    """Whom to tell what. Raises SendFailed where it is nobody's any more."""
    found = live_webhooks(connection, int(one.target))
    if not found:
        raise SendFailed("the subscription has ended", retry=False)
    hook, key = found[0]
    case, event = get_case(connection, one.case_id), event_numbered(connection, one.event_id)
    if event is None or not key_sees(settings, key, case):
        raise SendFailed("the case is not for this key any more", retry=False)
    return hook, json.dumps(_body(one, case, event)).encode()


def _body(one: Delivery, case: Case, event: Event) -> dict[str, Any]:
    data = {
        "event_id": event.id,
        "case_id": case.id,
        "number": case.number,
        "grid": case.grid,
        "category": case.category,
        "urgency": case.urgency,
        "move": event.move,
        "actor": event.actor,
        "from_state": event.from_state,
        "to_state": event.to_state,
        "state": case.state,
    }
    return {"type": one.kind, "timestamp": event.at.isoformat(), "data": data}
