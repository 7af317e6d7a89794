"""The terminal as a phone: the group on the left, private chats set in, the ledger below."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from rich import box
from rich.cells import chop_cells
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from handlers.wording import terminal

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
        local = when.astimezone(self._zone)
        self.console.rule(terminal.heading(text, local.year, local.month, local.day), characters="─")

    def caption(self, text: str) -> None:
        self.console.print(Text(f"({text})", style="dim italic"))
        self._rest(text)

    def said(self, who: str, text: str, when: datetime) -> None:
        """A person in the group."""
        self._line(who, text, when, "bold", 0)

    def posted(self, text: str, when: datetime, *, photo: bool = False) -> None:
        """The bot in the group."""
        self._line(terminal.BOT, _with(photo, text), when, "bold green", 0)

    def whispered(self, who: str, text: str, when: datetime) -> None:
        """A member of staff to the bot."""
        self._line(terminal.private_by(who), text, when, "bold cyan", PRIVATE_INDENT)

    def told(self, who: str, text: str, when: datetime, *, photo: bool = False) -> None:
        """The bot to one person."""
        self._line(terminal.private_to(who), _with(photo, text), when, "green", PRIVATE_INDENT)

    def ledger(self, rows: list[tuple[str, ...]]) -> None:
        table = Table(title=terminal.LEDGER, title_justify="left", box=box.SIMPLE)
        for heading in terminal.LEDGER_HEADINGS:
            table.add_column(heading, overflow="fold")
        for row in rows:
            table.add_row(*row)
        self.console.print(table)

    def _line(self, who: str, text: str, when: datetime, style: str, indent: int) -> None:
        """Folded by width and not by word: Chinese has no spaces to break a line at."""
        head = f"{when.astimezone(self._zone):%H:%M} {who}: "
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


def _with(photo: bool, text: str) -> str:
    return f"{terminal.PICTURE} {text}" if photo else text
