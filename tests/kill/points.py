"""Places in the program where it kills itself, installed in the test program only, around public seams."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection

from bot.claims import Claims
from bot.database import Database
from bot.inbox import Inbox
from models.messages import Outgoing
from tests.kill.channel import AccountChannel

Die = Callable[[], None]
Install = Callable[[Die], None]

# Each with the number of times that a life may come by before it ends there, at most.
POINTS = {
    "before store": 8,
    "in a transaction": 12,
    "in a job": 2,
    "after commit": 12,
    "before acknowledging": 8,
    "before send": 3,
    "mid-send": 3,
    "mid-post": 1,
    "after send before settle": 3,
    "after post before settle": 1,
    "after settle": 3,
}


class Countdown:
    """Kills this process, for real, the n-th time that it comes by."""

    def __init__(self, times: int) -> None:
        self._left = times

    def pass_by(self) -> None:
        self._left -= 1
        if self._left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)


def install(point: str, times: int) -> None:
    """Let the program die at a named point."""
    _INSTALL[point](Countdown(times).pass_by)


def before(owner: type, name: str, when: Callable[..., bool] = lambda *_: True) -> Install:
    """Die as an asynchronous method is called with such arguments."""
    return lambda die: _wrap(owner, name, when, die, lambda: None)


def after(owner: type, name: str, when: Callable[..., bool] = lambda *_: True) -> Install:
    """Die as it returns."""
    return lambda die: _wrap(owner, name, when, lambda: None, die)


def _wrap(owner: type, name: str, when: Callable[..., bool], at_first: Die, at_last: Die) -> None:
    method = getattr(owner, name)

    async def wrapped(*args: Any, **more: Any) -> Any:
        wanted = when(*args)
        if wanted:
            at_first()
        result = await method(*args, **more)
        if wanted:
            at_last()
        return result

    setattr(owner, name, wrapped)


def to_group(_channel: AccountChannel, outgoing: Outgoing, *_: object) -> bool:
    return outgoing.is_group


def inside(wanted: str) -> Install:
    """Die between a change and its commit; of the changes whose name holds the word."""

    def put_in(die: Die) -> None:
        write = Database.write

        async def wrapped(self: Database, change: Callable[[Connection], Any]) -> Any:
            if wanted not in getattr(change, "__qualname__", ""):
                return await write(self, change)

            def deadly(connection: Connection) -> Any:
                result = change(connection)
                die()
                return result

            return await write(self, deadly)

        Database.write = wrapped  # type: ignore[method-assign]

    return put_in


_INSTALL: dict[str, Install] = {
    "before store": before(Inbox, "receive"),
    "in a transaction": inside(""),
    "in a job": inside("Scheduler."),
    "after commit": after(Database, "write"),
    "before acknowledging": after(Inbox, "receive"),
    "before send": before(AccountChannel, "send"),
    "mid-send": before(AccountChannel, "confirmed"),
    "mid-post": before(AccountChannel, "confirmed", to_group),
    "after send before settle": after(AccountChannel, "send"),
    "after post before settle": after(AccountChannel, "send", to_group),
    "after settle": after(Claims, "settle"),
}
