"""After the stories the reader types: as anybody in the group, as staff in private, and as the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from bot.demo.play import Player
from handlers.reading.typed import ENDS, HELP, LEDGER, WAIT, Typed, Typist, read_span
from handlers.reading.when import read_when
from handlers.wording import terminal

AFTER_A_LINE = timedelta(seconds=70)  # a little more than receipts wait for company
FURTHEST = timedelta(days=31)


class Typing:
    """Reads lines until the input ends. `echo`: show what was read, where nobody typed it here."""

    def __init__(self, player: Player, read_line: Callable[[str], str], *, echo: bool = False) -> None:
        self._player = player
        self._echo = echo
        self._read_line = read_line
        self._typist = Typist(player.stage.app.settings.staff)

    async def run(self) -> None:
        self._player.screen.console.print(terminal.HELP, markup=False)
        while True:
            try:
                line = self._read_line(self._prompt()).strip()
            except EOFError:
                if not self._echo:
                    self._player.screen.console.print()  # the prompt stands there still
                return
            if line in ENDS:
                return
            await self._do(line)

    def _prompt(self) -> str:
        now = self._player.stage.clock.now().astimezone(self._player.stage.app.settings.zone)
        return "" if self._echo else f"{now:%H:%M} > "

    async def _do(self, line: str) -> None:
        wait = WAIT.match(line)
        if line in LEDGER:
            await self._player.show_ledger()
        elif line in HELP:
            self._player.screen.console.print(terminal.HELP, markup=False)
        elif wait is not None:
            await self._wait(wait["span"])
        elif (typed := self._typist.read(line)) is not None:
            await self._speak(typed)

    async def _wait(self, text: str) -> None:
        stage = self._player.stage
        now = stage.clock.now().astimezone(stage.app.settings.zone)
        moment = moment_meant(text, now)
        if moment is None:
            self._player.screen.caption(terminal.SAY_A_SPAN)
            return
        await stage.wait_until(moment)
        self._player.screen.caption(terminal.it_is(moment.month, moment.day, f"{moment:%H:%M}"))

    async def _speak(self, typed: Typed) -> None:
        try:
            photo = _bytes_of(typed.photo)
        except (OSError, ValueError, RuntimeError) as error:  # whatever somebody may type as a path
            self._player.screen.caption(terminal.photo_not_read(str(error)))
            return
        sent = self._player.stage.channel.sent
        before = len(sent)
        await self._deliver(typed, photo)
        await self._player.stage.wait(AFTER_A_LINE)
        if len(sent) == before:
            self._player.screen.caption(terminal.SILENT)

    async def _deliver(self, typed: Typed, photo: bytes) -> None:
        """A line that was piped in is shown as well: whoever types sees it already."""
        speaks = self._player if self._echo else self._player.stage
        if typed.is_private:
            await speaks.whisper(typed.who, typed.text, photo=photo)
        else:
            await speaks.say(typed.who, typed.text, photo=photo)


def _bytes_of(path: str) -> bytes:
    return Path(path).expanduser().read_bytes() if path else b""


def moment_meant(text: str, now: datetime) -> datetime | None:
    """2h, 1d, 到周日: as a moment that lies ahead, at most a month; None where it is none."""
    span = read_span(text)
    when = None if span is not None else read_when(text, now)
    moment = when.at if when is not None else None
    if span is not None and span <= FURTHEST:
        moment = now + span
    return moment if moment is not None and moment <= now + FURTHEST else None
