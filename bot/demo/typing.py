"""After the stories the reader types: as anybody in the group, as staff in private, and as the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bot.demo.play import Player
from handlers.reading.typed import ENDS, HELP, LEDGER, WAIT, Typed, Typist, read_span
from handlers.wording import terminal

AFTER_A_LINE = timedelta(seconds=70)  # a little more than receipts wait for company


class Typing:
    """Reads lines until the input ends."""

    def __init__(self, player: Player, read_line: Callable[[], str]) -> None:
        self._player = player
        self._read_line = read_line
        self._typist = Typist(player.stage.app.settings.staff)

    async def run(self) -> None:
        self._player.screen.console.print(terminal.HELP, markup=False)
        while True:
            try:
                line = self._read_line().strip()
            except EOFError:
                return
            if line in ENDS:
                return
            await self._do(line)

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
        span = read_span(text)
        if span is None:
            self._player.screen.caption(terminal.SAY_A_SPAN)
            return
        await self._player.stage.wait(span)
        now = self._player.stage.clock.now().astimezone(self._player.stage.app.settings.zone)
        self._player.screen.caption(terminal.it_is(now.month, now.day, f"{now:%H:%M}"))

    async def _speak(self, typed: Typed) -> None:
        photo = self._photo(typed.photo) if typed.photo else b""
        if photo is None:
            return
        stage = self._player.stage
        if typed.is_private:
            await stage.whisper(typed.who, typed.text, photo=photo)
        else:
            await stage.say(typed.who, typed.text, photo=photo)
        await stage.wait(AFTER_A_LINE)

    def _photo(self, path: str) -> bytes | None:
        try:
            return Path(path).expanduser().read_bytes()
        except OSError as error:
            self._player.screen.caption(terminal.photo_not_read(str(error.strerror)))
            return None
