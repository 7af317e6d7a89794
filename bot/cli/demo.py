"""`linli demo`: the main job in a minute, with no account, no server and no configuration."""

from __future__ import annotations

import asyncio
import io
import logging
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console

from bot.cli.options import DEFAULT, Config, settings_from
from bot.demo.play import Player, show_sent
from bot.demo.screen import Screen
from bot.demo.story import Story, stories
from bot.demo.typing import Typing
from bot.stage import open_stage
from models.errors import LinliError
from models.settings import Settings

NAME = "demo"


def command(
    story: Annotated[str, typer.Option(help="play this story only")] = "",
    speed: Annotated[float, typer.Option(help="1 is reading speed, 0 is no pauses", min=0)] = 1.0,
    wait: Annotated[bool, typer.Option(help="let me type at the end")] = True,
    config: Config = DEFAULT,
) -> None:
    """Play the stories of the sewage, the blocked lane and the silent neighbour, then let you type."""
    logging.getLogger("handlers").setLevel(logging.ERROR)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a line in another encoding is no reason to stop
    signal.signal(signal.SIGINT, interrupted)  # asyncio's own handler would wait until the line that is read ends
    try:
        asyncio.run(play(settings_from(config), chosen(story), Console(highlight=False), speed=speed, wait=wait))
    except KeyboardInterrupt:
        raise SystemExit(0) from None


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
