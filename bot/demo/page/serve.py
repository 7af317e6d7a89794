"""Serve the page on this machine until Ctrl-C, in a folder that is gone afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web

from bot.demo.page.routes import Page, page_of, site_of
from bot.demo.page.show import Show
from bot.demo.story import Story
from handlers.reading.lexicon import Lexicon
from models.settings import Settings

HOST = "127.0.0.1"
USUAL_PORT = 8421
LONGEST_GOODBYE = 2.0  # seconds for windows that are still open
A_MINUTE_AFTER = 4.0  # seconds without another word


@dataclass(frozen=True, slots=True)
class Bill:
    """What is played: the stories on offer, where the clock stands at first, the story that begins by itself."""

    stories: dict[str, Story]
    start: datetime
    first: str = ""
    speed: float = 1.0
    idle: float | None = A_MINUTE_AFTER


def open_port(port: int) -> socket.socket:
    """A socket that listens on this machine only; port 0: the usual one, else any. Raises OSError where it is taken."""
    if port:
        return _bound(port)
    try:
        return _bound(USUAL_PORT)
    except OSError:
        return _bound(0)


def _bound(port: int) -> socket.socket:
    listener = socket.socket()
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen()  # where the port is only reserved, two programs may think that it is theirs
    except (OSError, OverflowError) as error:
        listener.close()
        raise OSError(str(error)) from error
    return listener


def address_of(listener: socket.socket) -> str:
    return f"http://{HOST}:{listener.getsockname()[1]}/"


@contextlib.asynccontextmanager
async def open_page(
    settings: Settings, load: Callable[[], Lexicon], bill: Bill, listener: socket.socket
) -> AsyncIterator[Page]:
    """The page, served as long as the block lasts; it is there before the show has begun."""
    with TemporaryDirectory() as folder:
        show = Show(settings, load, Path(folder), idle=bill.idle)
        page = page_of(show, bill.stories, bill.speed)
        runner = web.AppRunner(
            site_of(page, secrets.token_urlsafe(24)), access_log=None, shutdown_timeout=LONGEST_GOODBYE
        )
        await runner.setup()
        try:
            await web.SockSite(runner, listener).start()
            yield page
        finally:
            show.feed.close()
            await page.performance.stop()
            await runner.cleanup()
            await show.close()


async def serve(
    settings: Settings,
    load: Callable[[], Lexicon],
    bill: Bill,
    listener: socket.socket,
    ready: Callable[[str], None],
) -> None:
    """Until SIGTERM or Ctrl-C; `ready` is told the address."""
    ended = asyncio.Event()
    if os.name == "posix":
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with open_page(settings, load, bill, listener) as page:
        ready(address_of(listener))
        if bill.first:
            await page.performance.play(bill.first, bill.stories[bill.first])
        else:
            await page.show.begin(bill.start)
        await ended.wait()


def open_browser(address: str) -> bool:
    """Open the page in a browser with windows, if there is one; a browser inside the terminal would cover it."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    threading.Thread(target=browser.open, args=(address,), daemon=True).start()  # some wait until it is closed
    return True
