"""Who sends so much in a minute that it is no talk any more; pure."""

from __future__ import annotations

from datetime import datetime

from models.messages import Incoming, MessageKind

FLOOD_BEGINS, FLOOD = "flood begins", "flood"
FLOODED = (FLOOD_BEGINS, FLOOD)
MOST_KEPT = 100_000  # senders counted at the same time; about 10 MiB


class Valve:
    """Counts what each sender sends in each chat, by the minute in which it was sent.

    By that minute and not by the one of its arrival, because what was said in an hour may arrive in a second when a
    connection comes back. Counts of the last two minutes of arrival are remembered, and nothing else.
    """

    def __init__(self) -> None:
        self._minute = 0
        self._counts: dict[int, int] = {}
        self._before: dict[int, int] = {}

    def weigh(self, incoming: Incoming, most: int, now: datetime) -> str:
        """`FLOOD_BEGINS` for the first message over the limit, `FLOOD` for those behind it, else ""; 0 is no limit."""
        if not most or incoming.from_self or not incoming.sender_id or incoming.kind is MessageKind.SYSTEM:
            return ""
        self._turn(now)
        minute = int(incoming.sent_at.timestamp()) // 60
        key = hash((incoming.channel, incoming.chat_id, incoming.sender_id, minute))
        number = self._counts.get(key) or self._before.get(key, 0)
        self._counts[key] = number + 1
        if number < most:
            return ""
        return FLOOD_BEGINS if number == most else FLOOD

    def _turn(self, now: datetime) -> None:
        minute = int(now.timestamp()) // 60
        if minute != self._minute or len(self._counts) >= MOST_KEPT:
            self._before = self._counts if minute - self._minute <= 1 else {}
            self._minute, self._counts = minute, {}
