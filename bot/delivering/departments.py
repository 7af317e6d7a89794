"""Notices to departments without a system: WeCom, DingTalk, e-mail and the like, by apprise."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from pathlib import Path

import apprise

from bot.clock import Clock
from bot.database import Database
from bot.reload import Current
from handlers.answer_link import Link, answerable, token_of
from handlers.scene import Scene
from handlers.wording.department_notices import TITLE, with_link
from models.errors import SendFailed
from models.queries.deliveries import Delivery
from models.settings import Settings

SECONDS = 45.0  # apprise waits for sockets itself; this bounds all its addresses together
logging.getLogger("apprise").setLevel(logging.CRITICAL)  # what it logs holds addresses, which hold secrets


class ToDepartment:
    """Carries notices. Where a department has several addresses, all of them are tried again if one fails."""

    def __init__(self, database: Database, current: Current, clock: Clock, seconds: float = SECONDS) -> None:
        self._database = database
        self._current = current
        self._clock = clock
        self._seconds = seconds

    async def carry(self, one: Delivery) -> None:
        settings = self._current.house.settings
        text = await self._text(one, settings)
        try:
            await apart(lambda: _notify(settings, one.target, text), self._seconds)
        except TimeoutError as error:
            raise SendFailed(f"no answer within {self._seconds:.0f} seconds", retry=True) from error

    async def _text(self, one: Delivery, settings: Settings) -> str:
        """With the link to answer by, where there is something to answer, an address, and a key to sign with."""
        house, now = self._current.house, self._clock.now()
        link = Link(one.case_id, one.event_id, one.target)
        token = token_of(house.keys, link)
        if not settings.web.address or not token:
            return one.text
        found = await self._database.read(lambda connection: answerable(Scene(connection, now, house), link))
        if found is None or not found.may_answer:
            return one.text
        return with_link(one.text, f"{settings.web.address}/answer/{token}")


def _notify(settings: Settings, department: str, text: str) -> None:
    """Raises SendFailed, never with an address in it."""
    notify = apprise.Apprise()
    for address in addresses_for(settings, department):
        if not notify.add(address):
            raise SendFailed(f"notify.{department} holds an address that apprise cannot read", retry=True)
    if not len(notify):
        raise SendFailed(f"notify.{department} is empty", retry=False)
    if not notify.notify(title=TITLE, body=text, body_format=apprise.NotifyFormat.TEXT):
        raise SendFailed(f"an address of notify.{department} did not take it", retry=True)


def addresses_for(settings: Settings, department: str) -> list[str]:
    """What the setting holds, or the file that it names with an @ before it. Raises SendFailed."""
    secret = settings.notices_for(department)
    written = secret.get_secret_value() if secret is not None else ""
    if written.startswith("@"):
        try:
            written = Path(written[1:]).read_text("utf-8")
        except (OSError, ValueError) as error:
            raise SendFailed(f"the file of notify.{department} cannot be read", retry=True) from error
    return written.split()


async def apart(work: Callable[[], None], seconds: float) -> None:
    """Run what may hang in a thread of its own, which the end of the program does not wait for."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()

    def run() -> None:
        try:
            work()
            error = None
        except Exception as caught:  # noqa: BLE001 - it is raised where it is waited for
            error = caught
        with contextlib.suppress(RuntimeError):  # the loop may have ended meanwhile
            loop.call_soon_threadsafe(_finish, done, error)

    threading.Thread(target=run, name="notice", daemon=True).start()
    await asyncio.wait_for(done, seconds)


def _finish(done: asyncio.Future[None], error: Exception | None) -> None:
    if done.done():
        return
    if error is None:
        done.set_result(None)
    else:
        done.set_exception(error if isinstance(error, SendFailed) else SendFailed(type(error).__name__, retry=True))
