"""The terminal is the group, and anyone can be played; handlers/reading/typed.py says how lines are read."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.channels.base import Health, Receive
from bot.clock import Clock
from handlers.reading.typed import ENDS, Typed, Typist
from handlers.wording.terminal import photo_not_read
from models.messages import Incoming, MessageKind, Outgoing
from models.settings import GroupSettings, StaffSettings

NAME = "console"


@dataclass(frozen=True, slots=True)
class Shown:
    """One message on its way out, for the terminal: to whom, and what."""

    to: str  # the group's name, or whom it is private to
    is_group: bool
    text: str
    has_photo: bool = False


class ConsoleChannel:
    """Reads lines, shows what is sent. `group` is the group that is played."""

    name = NAME
    posts = True

    def __init__(
        self,
        group: GroupSettings,
        staff: tuple[StaffSettings, ...],
        clock: Clock,
        read_line: Callable[[], str],
        show: Callable[[Shown], None],
    ) -> None:
        self._group = group
        self._names = {person.id: person.name for person in staff}
        self._typist = Typist(staff)
        self._clock = clock
        self._read_line = read_line
        self._show = show
        self._numbers = itertools.count(1)

    async def run(self, receive: Receive) -> None:
        """Until the input ends."""
        while True:
            try:
                line = await asyncio.to_thread(self._read_line)
            except EOFError:
                return
            if line.strip() in ENDS:
                return
            typed = self._typist.read(line)
            incoming = self.incoming(typed) if typed is not None else None
            if incoming is not None:
                await receive(incoming)

    def incoming(self, typed: Typed) -> Incoming | None:
        """One typed line as a message; None where its photo cannot be opened."""
        photo = b""
        if typed.photo:
            try:
                photo = Path(typed.photo).expanduser().read_bytes()
            except OSError as error:
                self._show(Shown(typed.who, False, photo_not_read(str(error.strerror))))
                return None
        return Incoming(
            channel=NAME,
            external_id=f"{self._clock.now().timestamp():.3f}-{next(self._numbers)}",
            chat_id=typed.who if typed.is_private else self._group.id,
            chat_name="" if typed.is_private else self._group.name,
            is_group=not typed.is_private,
            sender_id=typed.who,
            sender_name=self._names.get(typed.who, typed.who),
            sent_at=self._clock.now(),
            kind=MessageKind.PHOTO if typed.photo else MessageKind.TEXT,
            text=typed.text,
            photo=photo,
        )

    async def send(self, outgoing: Outgoing) -> str:
        to = self._group.name if outgoing.is_group else self._names.get(outgoing.chat_id, outgoing.chat_id)
        self._show(Shown(to, outgoing.is_group, outgoing.text, bool(outgoing.photo)))
        return f"{NAME}-{next(self._numbers)}"

    def health(self) -> Health:
        return Health(connected=True, logged_in=True)
