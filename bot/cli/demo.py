"""`linli demo`: the main job in a minute, with no account, no server and no configuration."""

from __future__ import annotations

import asyncio
import io
import logging
import signal
import socket
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.options import DEFAULT, Config, lexicon_of, out, settings_from
from bot.demo.page.serve import Bill, open_browser, open_port, serve
from bot.demo.play import Player, show_sent
from bot.demo.screen import Screen
from bot.demo.story import Story, stories
from bot.demo.typing import Typing
from bot.stage import open_stage
from handlers.wording.terminal import page_at
from models.errors import LinliError
from models.settings import Settings

NAME = "demo"


def command(
    story: Annotated[str, typer.Option(help="play this story only; on the page: at once")] = "",
    speed: Annotated[float, typer.Option(help="1 is reading speed, 0 is no pauses", min=0)] = 1.0,
    port: Annotated[int, typer.Option(help="of the page; 0: 8421, or any that is free", min=0, max=65535)] = 0,
    browser: Annotated[bool, typer.Option(help="open the page in a browser")] = True,
    terminal: Annotated[bool, typer.Option("--terminal", help="play in the terminal, without a page")] = False,
    wait: Annotated[bool, typer.Option(help="in the terminal: let me type at the end")] = True,
    config: Config = DEFAULT,
) -> None:
    """Open a simulated group, the cadre's chat and the ledger in a browser: speak, move the clock, watch stories."""
    for part in ("handlers", "bot.inbox"):  # no word of the log, a slow machine's either, between the lines of a story
        logging.getLogger(part).setLevel(logging.ERROR)
    settings, plays = settings_from(config), chosen(story)
    listener = None if terminal or _nobody_watches(port, browser) else _listen(port)
    if listener is not None:
        asyncio.run(show_page(settings, plays if story else [], speed, listener, browser=browser))
        return
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a line in another encoding is no reason to stop
    signal.signal(signal.SIGINT, interrupted)  # asyncio's own handler would wait until the line that is read ends
    try:
        asyncio.run(play(settings, plays, Console(highlight=False), speed=speed, wait=wait))
    except KeyboardInterrupt:
        raise SystemExit(0) from None


def _nobody_watches(port: int, browser: bool) -> bool:
    """A script without a terminal gets the stories as text and an end, unless it asks for the page in so many words."""
    asks = port > 0 or not browser
    return not asks and not (sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty())


def _listen(port: int) -> socket.socket | None:
    """None where no port can be opened: then the terminal has to do."""
    try:
        return open_port(port)
    except OSError as error:
        if port:
            raise LinliError(f"port {port} cannot be opened ({error}) -> choose another with --port") from error
        return None


async def show_page(
    settings: Settings, first: list[Story], speed: float, listener: socket.socket, *, browser: bool
) -> None:
    """The page until Ctrl-C; the first of the chosen stories begins by itself."""
    known = stories()
    name = next((key for key, story in known.items() if first and story == first[0]), "")
    bill = Bill(known, next(iter(known.values())).start, name, speed)

    def ready(address: str) -> None:
        opened = browser and open_browser(address)
        out.print(page_at(address, opened=opened), markup=False)

    await serve(settings, partial(lexicon_of, settings), bill, listener, ready)


def interrupted(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def chosen(name: str) -> list[Story]:
    """All stories, or those whose name holds the given word."""
    found = [story for key, story in stories().items() if name in key]
    if not found:
        raise LinliError(f"no story {name!r}; there are: {', '.join(stories())}")
    return found


async def play(settings: Settings, chosen: list[Story], console: Console, *, speed: float, wait: bool) -> None:
    """The stories on one stage, in a folder that is gone afterwards."""
    screen = Screen(console, settings.zone, speed)
    with TemporaryDirectory() as folder:
        first = chosen[0].start
        async with open_stage(
            settings, first, Path(folder), hear=lambda sent: show_sent(screen, settings, sent)
        ) as stage:
            player = Player(stage, screen)
            for story in chosen:
                await player.play(story)
            if wait and sys.stdin is not None:  # None where it was closed before the start
                await Typing(player, input, echo=not sys.stdin.isatty()).run()
