"""Tells systemd that the program has started and still lives (sd_notify), where systemd asks for that.

A sign of life is given while the event loop turns and the database's writer answers, well or badly. An account that is
logged out, or a database that refuses, is not cured by starting anew; a program that hangs is.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Mapping

from bot.database import Database

SIGNS_PER_LIMIT = 3  # one sign may be late and another lost


class Supervisor:
    """Speaks to the socket that systemd names. `seconds`: without a sign for so long it counts as dead; 0: never."""

    def __init__(self, address: str, seconds: float, database: Database) -> None:
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self._seconds = seconds
        self._database = database

    @classmethod
    def found(cls, database: Database, environment: Mapping[str, str] = os.environ) -> tuple[Supervisor, ...]:
        """One where systemd waits for signs of this process, none where nobody does."""
        address = environment.get("NOTIFY_SOCKET", "")
        if not address:
            return ()
        return (cls(address, int(environment.get("WATCHDOG_USEC") or 0) / 1e6, database),)

    async def run(self) -> None:
        """Say that it has started, then that it lives, until cancelled."""
        try:
            await self._lives()
            self._say("READY=1")
            while self._seconds:
                if await self._lives():
                    self._say("WATCHDOG=1")
                await asyncio.sleep(self._seconds / SIGNS_PER_LIMIT)
            await asyncio.get_running_loop().create_future()
        finally:
            self._say("STOPPING=1")

    async def _lives(self) -> bool:
        try:
            await asyncio.wait_for(self._database.write(lambda _connection: None), self._seconds or None)
        except TimeoutError:
            return False
        except Exception:  # noqa: BLE001 - it answered, and the page of health tells what is wrong
            return True
        return True

    def _say(self, words: str) -> None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.setblocking(False)
            try:
                line.sendto(words.encode(), self._address)
            except OSError:  # a supervisor that does not listen is no reason to end
                return
