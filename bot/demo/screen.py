"""The terminal as a phone: the group on the left, private chats set in behind a bar, the ledger below."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.demo.fold import fold
from handlers.wording import terminal

PRIVATE_BAR = "  │ "
READING = 0.02  # seconds a character, at speed 1
SHORTEST, LONGEST = 0.3, 1.2


class Screen:
    """Shows what is said, at reading speed where somebody watches."""

    def __init__(
        self, console: Console, zone: ZoneInfo, speed: float = 1.0, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self.console = console
        self._zone = zone
        self._speed = speed if console.is_terminal else 0
        self._pause = pause
        self._day: date | None = None
        self._told = ""

    def title(self, text: str, when: datetime) -> None:
        self.console.print()
        self.console.rule(Text(text, style="bold"), characters="─")
        self._show_day(when)

    def caption(self, text: str) -> None:
        """The narrator."""
        for line in fold(f"({text})", self.console.width):
            self._print(Text(line, style="dim italic"))
        self._rest(text)

    def said(self, who: str, text: str, when: datetime) -> None:
        """A person in the group."""
        self._told = ""
        self._line(who, text, when, "", "bold", "")

    def posted(self, text: str, when: datetime, *, photo: bool = False) -> None:
        """The bot in the group."""
        self._line(terminal.BOT, _with(photo, text), when, "", "bold green", "green")

    def whispered(self, who: str, text: str, when: datetime) -> None:
        """A member of staff to the bot."""
        self._told = ""
        self._line(terminal.private_by(who), text, when, PRIVATE_BAR, "bold cyan", "cyan")

    def told(self, who: str, text: str, when: datetime, *, photo: bool = False) -> None:
        """The bot to one person; what two people are told in the same words is shown once."""
        words = _with(photo, text)
        shown = terminal.SAME if words == self._told else words
        self._line(terminal.private_to(who), shown, when, PRIVATE_BAR, "cyan", "")
        self._told = words

    def ledger(self, rows: list[tuple[str, ...]]) -> None:
        table = Table(title=terminal.LEDGER, title_justify="left", box=SIMPLE_HEAD)
        for heading in terminal.LEDGER_HEADINGS:
            table.add_column(heading, overflow="fold")
        for row in rows:
            table.add_row(*row)
        self.console.print(table)

    def _line(self, who: str, text: str, when: datetime, bar: str, name: str, words: str) -> None:
        """A time, then the words, folded beside it."""
        self._show_day(when)
        clock = f"{when.astimezone(self._zone):%H:%M} "
        for part in fold(f"{who}: {text}", self.console.width - len(clock + bar)):
            line = Text().append(clock, style="dim").append(bar, style=name).append(part, style=words)
            if clock.strip():
                start = len(clock + bar)
                line.stylize(name, start, start + len(who) + 1)
            self._print(line)
            clock = " " * len(clock)
        self._rest(text)

    def _show_day(self, when: datetime) -> None:
        """A line wherever a new day begins."""
        local = when.astimezone(self._zone)
        if local.date() != self._day:
            self._day = local.date()
            self._print(Text(terminal.day(local.month, local.day, local.weekday()), style="dim"))

    def _print(self, line: Text) -> None:
        self.console.print(line, no_wrap=True, soft_wrap=True)

    def _rest(self, text: str) -> None:
        if self._speed > 0:
            self._pause(min(max(len(text) * READING, SHORTEST), LONGEST) / self._speed)


def _with(photo: bool, text: str) -> str:
    return f"{terminal.PICTURE} {text}" if photo else text
