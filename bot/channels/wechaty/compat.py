"""Makes `import wechaty` work: the released 0.10.7 fails to import with the current versions of its dependencies.

Repaired, each with the error seen without it: pyee 12 and later (no AsyncIOEventEmitter), urllib3 2 (no get_host),
Python 3.11 (mutable default PuppetOptions; python-wechaty issue 422), Python 3.13 (no telnetlib).
"""

from __future__ import annotations

import importlib
import logging
import os
import socket
import sys
import types
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

# They carry everyday names, print message texts at INFO and bring a handler of their own.
_CHATTY_LOGGERS = (
    "Wechaty",
    "Accessory",
    "Config",
    "Contact",
    "ContactSelf",
    "Favorite",
    "Friendship",
    "FriendShip",
    "Image",
    "Message",
    "MiniProgram",
    "Puppet",
    "PuppetService",
    "Room",
    "RoomInvitation",
    "Tag",
    "UrlLink",
    "FileBox",
    "WechatyPuppetServiceConfig",
    "WechatyPuppet.Schema.Base",
    "WechatyPuppet.Schemas.Event",
    "wechaty.plugin",
)


class _Telnet:
    """As much of telnetlib.Telnet as wechaty uses: open() tells whether a port answers."""

    def open(self, host: str, port: int = 0, timeout: float = 3) -> None:
        with socket.create_connection((host, port), timeout):
            pass


def _get_host(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme or "http", parts.hostname, parts.port


def prepare(state: Path) -> None:
    """Import wechaty, repaired; what it writes goes to the folder `state`. Does nothing the second time."""
    if "wechaty" in sys.modules:
        return
    os.environ.setdefault("CACHE_DIR", str(state.resolve()))
    _repair_pyee()
    _repair_urllib3()
    # Replaced even where Python still has it: importing that one warns, and wechaty never closes its sockets.
    before = sys.modules.get("telnetlib")
    telnetlib = types.ModuleType("telnetlib")
    telnetlib.__dict__["Telnet"] = _Telnet
    sys.modules["telnetlib"] = telnetlib
    try:
        _import_wechaty()
    finally:
        with suppress(KeyError):
            del sys.modules["telnetlib"]
        if before is not None:
            sys.modules["telnetlib"] = before
    _quieten()


def _repair_pyee() -> None:
    pyee = importlib.import_module("pyee")
    if "AsyncIOEventEmitter" not in vars(pyee):
        vars(pyee)["AsyncIOEventEmitter"] = importlib.import_module("pyee.asyncio").AsyncIOEventEmitter


def _repair_urllib3() -> None:
    urllib3 = importlib.import_module("urllib3")
    vars(urllib3).setdefault("get_host", _get_host)


def _import_wechaty() -> None:
    options = importlib.import_module("wechaty_puppet.schemas.puppet").PuppetOptions
    # Dataclasses refuse a default value of an unhashable class from Python 3.11 on.
    options.__hash__ = object.__hash__
    importlib.import_module("wechaty")
    importlib.import_module("wechaty_puppet_service")  # wechaty itself would load it late, by name


def _quieten() -> None:
    for name in _CHATTY_LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        # Their warnings name contacts and endpoints with tokens.
        logger.setLevel(logging.ERROR)
    # It prints every header, and the token travels in one.
    logging.getLogger("hpack").setLevel(logging.INFO)
