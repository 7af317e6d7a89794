"""What the gateway's event stream tells, as far as the channel cares. Pure; odd events are simply nothing."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable
from dataclasses import dataclass


class _Number(enum.IntEnum):
    MESSAGE = 2
    ERROR = 16
    ROOM_JOIN = 19
    ROOM_LEAVE = 20
    ROOM_TOPIC = 21
    SCAN = 22
    LOGIN = 25
    LOGOUT = 26
    DIRTY = 27


@dataclass(frozen=True, slots=True)
class Announced:
    """A message is there; its details have to be asked for."""

    message_id: str


@dataclass(frozen=True, slots=True)
class LoggedIn:
    self_id: str


@dataclass(frozen=True, slots=True)
class LoggedOut:
    pass


@dataclass(frozen=True, slots=True)
class ScanWanted:
    """The account waits for somebody to scan the login code."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What is known of this room or contact is out of date."""

    id: str


@dataclass(frozen=True, slots=True)
class PuppetFailed:
    pass


Event = Announced | LoggedIn | LoggedOut | ScanWanted | Changed | PuppetFailed


def read_event(number: int, payload: str) -> Event | None:
    """The event with this number and JSON payload, or None where it is of no use."""
    try:
        told = json.loads(payload or "{}")
    except (ValueError, RecursionError):
        return None
    return _READERS[number](told) if number in _READERS and isinstance(told, dict) else None


def _text(told: dict[str, object], *keys: str) -> str:
    return next((value for key in keys if isinstance(value := told.get(key), str) and value), "")


def _announced(told: dict[str, object]) -> Event | None:
    message_id = _text(told, "messageId")
    return Announced(message_id) if message_id else None


def _logged_in(told: dict[str, object]) -> Event | None:
    self_id = _text(told, "contactId")
    return LoggedIn(self_id) if self_id else None


def _changed(told: dict[str, object]) -> Event | None:
    changed = _text(told, "roomId", "payloadId")
    return Changed(changed) if changed else None


_READERS: dict[int, Callable[[dict[str, object]], Event | None]] = {
    _Number.MESSAGE: _announced,
    _Number.LOGIN: _logged_in,
    _Number.LOGOUT: lambda _: LoggedOut(),
    _Number.SCAN: lambda _: ScanWanted(),
    _Number.ERROR: lambda _: PuppetFailed(),
    _Number.ROOM_JOIN: _changed,
    _Number.ROOM_LEAVE: _changed,
    _Number.ROOM_TOPIC: _changed,
    _Number.DIRTY: _changed,
}
