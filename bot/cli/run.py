"""`linli run`: the bot."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.app import App, open_app
from bot.channels.base import Channel
from bot.channels.shadow import ShadowChannel
from bot.cli.options import DEFAULT, Config, lexicon_of, settings_from
from bot.logs import set_up_logs
from bot.reload import Reloader
from models.settings import Settings

NAME = "run"
log = logging.getLogger(__name__)


def command(
    config: Config = DEFAULT,
    shadow: Annotated[bool, typer.Option(help="listen, and post nowhere: for a pilot")] = False,
) -> None:
    """Run the bot on WeChat until it is stopped."""
    settings = settings_from(config)
    set_up_logs()
    try:
        asyncio.run(run(settings, shadow, config))
    except (KeyboardInterrupt, asyncio.CancelledError):
        log.info("stopped")


async def run(settings: Settings, shadow: bool, config: Path) -> None:
    """Everything that was stored but not handled is handled first. A supervisor's SIGTERM ends it in order."""
    serving = asyncio.current_task()
    assert serving is not None
    signals = asyncio.get_running_loop()
    signals.add_signal_handler(signal.SIGTERM, serving.cancel)
    app = await open_app(settings, lexicon=lexicon_of(settings))
    try:
        reloader = Reloader(app.current, config, settings)
        if not sys.stdin.isatty():  # a closed terminal sends the same signal, and must end what it started
            signals.add_signal_handler(signal.SIGHUP, reloader.ask)
        await app.serve([channel_of(app, shadow)], reloader)
    finally:
        await app.close()


def channel_of(app: App, shadow: bool) -> Channel:
    # Imported late: it brings the whole of wechaty, which no other command needs.
    from bot.channels.wechaty.channel import WechatyChannel  # noqa: PLC0415
    from bot.channels.wechaty.limits import Limits  # noqa: PLC0415

    settings = app.settings.wechaty
    channel = WechatyChannel(
        settings, app.clock.now, app.settings.zone, Limits.of(settings, app.settings.media.max_bytes)
    )
    return ShadowChannel(channel) if shadow else channel
