"""All that the page shows, and every change of it in order, so that no window misses one."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import zlib
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

GROUP = "group"
KEPT = 2000  # changes; whoever has been away for longer is told the whole state
WAITING = 4000  # changes that one window may be behind, before it has to connect anew
COLOURS = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a chat. `side`: theirs, mine (typed on the page), bot, or narrator."""

    id: int = 0
    chat: str = GROUP  # or the id of a member of staff
    side: str = "theirs"
    name: str = ""
    face: str = ""  # the letter of the picture
    text: str = ""
    photo: str = ""  # its address
    quote: str = ""
    above: str = ""  # the time, where a pause lies before
    cases: tuple[tuple[int, int], ...] = ()  # id and number of each case that it belongs to
    silent: str = ""  # why the bot said nothing

    @property
    def colour(self) -> int:
        return zlib.crc32(self.name.encode()) % COLOURS

    def shown(self) -> dict[str, Any]:
        return {**asdict(self), "colour": self.colour}


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a window has to show: the whole state, an entry, a case, the clock, the story."""

    at: str
    kind: str
    data: str

    def as_event(self) -> bytes:
        return f"id: {self.at}\nevent: {self.kind}\ndata: {self.data}\n\n".encode()


class Feed:
    """The state as one value, the latest changes, and the windows that listen."""

    def __init__(self) -> None:
        self.entries: dict[int, Entry] = {}
        self.cards: dict[int, dict[str, Any]] = {}
        self.clock: dict[str, Any] = {"text": "", "busy": False}
        self.story: dict[str, Any] = {"name": "", "title": "", "caption": "", "step": 0, "steps": 0, "state": "none"}
        self._run = secrets.token_hex(4)  # another program's numbers mean nothing here
        self._number = 0
        self._changes: deque[Change] = deque(maxlen=KEPT)
        self._windows: set[asyncio.Queue[Change | None]] = set()
        self._closed = False

    @property
    def at(self) -> str:
        """The number of the newest change."""
        return f"{self._run}-{self._number}"

    def state(self) -> dict[str, Any]:
        return {
            "entries": [entry.shown() for entry in self.entries.values()],
            "cases": list(self.cards.values()),
            "clock": self.clock,
            "story": self.story,
        }

    def clear(self) -> None:
        """Another stage: every window begins anew."""
        self.entries.clear()
        self.cards.clear()
        self._tell("state", self.state())

    def add(self, entry: Entry) -> Entry:
        """A new line; its id is given here."""
        entry = replace(entry, id=max(self.entries, default=0) + 1)
        self.put(entry)
        return entry

    def put(self, entry: Entry) -> None:
        """A line that is new or has changed."""
        if self.entries.get(entry.id) != entry:
            self.entries[entry.id] = entry
            self._tell("entry", entry.shown())

    def put_card(self, card: dict[str, Any]) -> None:
        if self.cards.get(card["id"]) != card:
            self.cards[card["id"]] = card
            self._tell("case", card)

    def set_clock(self, text: str, *, busy: bool) -> None:
        clock = {"text": text, "busy": busy}
        if clock != self.clock:
            self.clock = clock
            self._tell("clock", clock)

    def set_story(self, **values: Any) -> None:
        story = {**self.story, **values}
        if story != self.story:
            self.story = story
            self._tell("story", story)

    def whole(self) -> Change:
        """The whole state as one change."""
        return Change(self.at, "state", _json(self.state()))

    def since(self, at: str) -> list[Change]:
        """What a window that has seen change `at` still has to see: the changes, or the whole state."""
        if at == self.at:
            return []
        missed = list(self._changes)
        known = [number for number, change in enumerate(missed) if change.at == at]
        return missed[known[0] + 1 :] if known else [self.whole()]

    @contextlib.contextmanager
    def listening(self) -> Iterator[asyncio.Queue[Change | None]]:
        """Every change from now on; None at the end."""
        window: asyncio.Queue[Change | None] = asyncio.Queue(WAITING)
        if self._closed:
            window.put_nowait(None)
        self._windows.add(window)
        try:
            yield window
        finally:
            self._windows.discard(window)

    def hang_up(self) -> None:
        """End every line; windows that are still open connect anew."""
        for window in list(self._windows):
            self._end(window)

    def close(self) -> None:
        self._closed = True
        self.hang_up()

    def _tell(self, kind: str, data: object) -> None:
        self._number += 1
        change = Change(self.at, kind, _json(data))
        self._changes.append(change)
        for window in list(self._windows):
            if window.qsize() >= WAITING - 1:
                self._end(window)
            else:
                window.put_nowait(change)

    def _end(self, window: asyncio.Queue[Change | None]) -> None:
        self._windows.discard(window)
        window.put_nowait(None)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
