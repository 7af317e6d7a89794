"""The terminal as a phone: the group on the left, private chats set in, the ledger below."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.cells import chop_cells
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

BOT = "邻里"
PRIVATE_INDENT = 8
READING = 0.028  # seconds a character, at speed 1
SHORTEST, LONGEST = 0.35, 1.6


class Screen:
    """Shows what is said, at reading speed where somebody watches."""

    def __init__(
        self, console: Console, zone: ZoneInfo, speed: float = 1.0, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self.console = console
        self._zone = zone
        self._speed = speed if console.is_terminal else 0
        self._pause = pause

    def title(self, text: str, when: datetime) -> None:
        self.console.print()
        self.console.rule(f"{text} · {when.astimezone(self._zone):%Y年%-m月%-d日}", characters="─")

    def caption(self, text: str) -> None:
        self.console.print(Text(f"（{text}）", style="dim italic"))
        self._rest(text)

    def said(self, who: str, text: str, when: datetime) -> None:
        """A person in the group."""
        self._line(who, text, when, "bold", 0)

    def posted(self, text: str, when: datetime, *, photo: bool = False) -> None:
        """The bot in the group."""
        self._line(BOT, ("[照片] " if photo else "") + text, when, "bold green", 0)

    def whispered(self, who: str, text: str, when: datetime) -> None:
        """A member of staff to the bot."""
        self._line(f"私聊 {who}", text, when, "bold cyan", PRIVATE_INDENT)

    def told(self, who: str, text: str, when: datetime, *, photo: bool = False) -> None:
        """The bot to one person."""
        self._line(f"私聊 {BOT} → {who}", ("[照片] " if photo else "") + text, when, "green", PRIVATE_INDENT)

    def ledger(self, rows: list[tuple[str, ...]]) -> None:
        table = Table(title="台账", title_justify="left", expand=False, show_lines=False)
        for heading in ("号", "类别", "地点", "状态", "经办", "为什么立案"):
            table.add_column(heading, overflow="fold")
        for row in rows:
            table.add_row(*row)
        self.console.print(table)

    def _line(self, who: str, text: str, when: datetime, style: str, indent: int) -> None:
        """Folded by width and not by word: Chinese has no spaces to break a line at."""
        head = f"{when.astimezone(self._zone):%H:%M} {who}："
        first = True
        for paragraph in f"{head}{text}".split("\n"):
            for part in chop_cells(paragraph, self.console.width - indent):
                line = Text(part)
                if first:
                    line.stylize("dim", 0, 5)
                    line.stylize(style, 6, len(head))
                first = False
                self.console.print(Padding(line, (0, 0, 0, indent)), no_wrap=True)
        self._rest(text)

    def _rest(self, text: str) -> None:
        if self._speed > 0:
            self._pause(min(max(len(text) * READING, SHORTEST), LONGEST) / self._speed)
