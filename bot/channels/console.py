"""The terminal is the group, and anyone can be played.

    张阿姨: 3号楼又堵了      said in the group, and by the same person until another one speaks
    /图 照片.jpg             a photo, by the last speaker
    @xiaoxi: 2               written to the bot in private by the member of staff with that id or name
    /退出                    the end
"""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.channels.base import Health, Receive
from bot.clock import Clock
from models.messages import Incoming, MessageKind, Outgoing
from models.settings import GroupSettings, StaffSettings

NAME = "console"
SPEAKER = re.compile(r"^\s*(?P<private>@?)(?P<who>[^:：\s/@]{1,20})\s*[:：]\s*(?P<text>.*)$", re.S)
PHOTO = re.compile(r"^\s*/(?:图|photo)\s+(?P<path>.+?)\s*$")
ENDS = {"/退出", "/quit", "/exit"}


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
        self._staff = {name: person.id for person in staff for name in (person.id, person.name, person.public_name)}
        self._clock = clock
        self._read_line = read_line
        self._show = show
        self._numbers = itertools.count(1)
        self._speaker, self._is_private = "居民", False

    async def run(self, receive: Receive) -> None:
        """Until the input ends."""
        while True:
            try:
                line = await asyncio.to_thread(self._read_line)
            except EOFError:
                return
            if line.strip() in ENDS:
                return
            incoming = self.incoming(line)
            if incoming is not None:
                await receive(incoming)

    def incoming(self, line: str) -> Incoming | None:
        """One typed line as a message; None where there is nothing in it."""
        spoken = SPEAKER.match(line)
        if spoken is not None:
            self._speaker, self._is_private = spoken["who"], bool(spoken["private"])
            line = spoken["text"]
        photo = PHOTO.match(line)
        if photo is not None:
            return self._photo(Path(photo["path"]).expanduser())
        return self.said(line) if line.strip() else None

    def said(self, text: str) -> Incoming:
        """Text by the last speaker."""
        staff_id = self._staff.get(self._speaker)
        sender = staff_id or self._speaker
        return Incoming(
            channel=NAME,
            external_id=f"{self._clock.now().timestamp():.3f}-{next(self._numbers)}",
            chat_id=sender if self._is_private else self._group.id,
            chat_name="" if self._is_private else self._group.name,
            is_group=not self._is_private,
            sender_id=sender,
            sender_name=self._names.get(staff_id or "", self._speaker),
            sent_at=self._clock.now(),
            kind=MessageKind.TEXT,
            text=text.strip(),
        )

    def _photo(self, path: Path) -> Incoming | None:
        try:
            data = path.read_bytes()
        except OSError as error:
            self._show(Shown("您", False, f"照片打不开：{error.strerror}"))
            return None
        return replace(self.said(""), kind=MessageKind.PHOTO, photo=data)

    async def send(self, outgoing: Outgoing) -> str:
        to = self._group.name if outgoing.is_group else self._names.get(outgoing.chat_id, outgoing.chat_id)
        self._show(Shown(to, outgoing.is_group, outgoing.text, bool(outgoing.photo)))
        return f"{NAME}-{next(self._numbers)}"

    def health(self) -> Health:
        return Health(connected=True, logged_in=True)
