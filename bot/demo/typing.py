"""After the stories the reader types: as anybody in the group, as staff in private, and as the clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.channels.typed import ENDS, Typed, Typist
from bot.demo.play import Player
from bot.demo.story import read_span

HELP = """现在您来说。例如：
  张阿姨: 3号楼东侧又被车堵了     在群里说（换人就换名字）
  @xi: 联系过物业了,师傅明早来     社干小席私聊回复（secretary 是社区书记）
  /图 照片.jpg                    发一张照片
  /等 2h                          过两个小时（也可以 30m、1d）
  /账本   /帮助   /退出"""
AFTER_A_LINE = timedelta(seconds=70)  # a little more than receipts wait for company


class Typing:
    """Reads lines until the input ends."""

    def __init__(self, player: Player, read_line: Callable[[], str]) -> None:
        self._player = player
        self._read_line = read_line
        self._typist = Typist(player.stage.app.settings.staff)

    async def run(self) -> None:
        self._player.screen.console.print(HELP, markup=False)
        while True:
            try:
                line = self._read_line().strip()
            except EOFError:
                return
            if line in ENDS:
                return
            await self._do(line)

    async def _do(self, line: str) -> None:
        command, _, rest = line.partition(" ")
        if command in ("/账本", "/ledger"):
            await self._player.show_ledger()
        elif command in ("/等", "/wait"):
            await self._wait(rest.strip())
        elif command in ("/帮助", "/help"):
            self._player.screen.console.print(HELP, markup=False)
        else:
            typed = self._typist.read(line)
            if typed is not None:
                await self._speak(typed)

    async def _wait(self, text: str) -> None:
        span = read_span(text)
        if span is None:
            self._player.screen.caption("「/等」后面写时间，例如 /等 2h")
            return
        await self._player.stage.wait(span)
        now = self._player.stage.clock.now().astimezone(self._player.stage.app.settings.zone)
        self._player.screen.caption(f"现在是 {now.month}月{now.day}日 {now:%H:%M}")

    async def _speak(self, typed: Typed) -> None:
        photo = b""
        if typed.photo is not None:
            try:
                photo = typed.photo.read_bytes()
            except OSError as error:
                self._player.screen.caption(f"照片打不开：{error.strerror}")
                return
        stage = self._player.stage
        if typed.is_private:
            await stage.whisper(typed.who, typed.text, photo=photo)
        else:
            await stage.say(typed.who, typed.text, photo=photo)
        await stage.wait(AFTER_A_LINE)
