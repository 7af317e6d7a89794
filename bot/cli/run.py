"""`linli run`: the bot."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.app import App, open_app
from bot.channels.base import Channel
from bot.channels.shadow import ShadowChannel
from bot.city.serve import serve_as
from bot.cli.options import DEFAULT, Config, lexicon_of, settings_from
from bot.config.report import WITHOUT_KEY
from bot.loading import for_good
from bot.logs import set_up_logs
from bot.reload import Reloader
from bot.roles import Role
from models.settings import Settings

NAME = "run"
READ = frozenset({Role.ALL, Role.WORKER, Role.WEB})  # the other parts do without the lexicon
log = logging.getLogger(__name__)


def command(
    config: Config = DEFAULT,
    shadow: Annotated[bool, typer.Option(help="listen, and post nowhere: for a pilot")] = False,
    role: Annotated[Role, typer.Option(help="what this process does of the whole: docs/scale.md")] = Role.ALL,
    account: Annotated[str, typer.Option(help="name of the WeChat account, where there are several")] = "wechaty",
) -> None:
    """Run the bot on WeChat until it is stopped."""
    settings = settings_from(config)
    set_up_logs(settings.log)
    try:
        asyncio.run(run(settings, role, partial(channel_of, account, shadow), config))
    except (KeyboardInterrupt, asyncio.CancelledError):
        log.info("stopped")


async def run(settings: Settings, role: Role, open_channel: Callable[[App], Channel], config: Path) -> None:
    """Everything that was stored but not handled is handled first. A supervisor's SIGTERM ends it in order."""
    serving = asyncio.current_task()
    assert serving is not None
    signals = asyncio.get_running_loop()
    signals.add_signal_handler(signal.SIGTERM, serving.cancel)
    with for_good():
        lexicon = lexicon_of(settings) if role in READ else None
        app = await open_app(settings, lexicon=lexicon, config=config)
        if role in READ:
            app.house.get_ready()
    if not app.house.keys:
        log.warning(WITHOUT_KEY)
    try:
        reloader = Reloader(app.current, config, settings)
        if not sys.stdin.isatty():  # a closed terminal sends the same signal, and must end what it started
            signals.add_signal_handler(signal.SIGHUP, reloader.ask)
        await serve_as(role, app, open_channel, reloader)
    finally:
        await app.close()


def channel_of(account: str, shadow: bool, app: App) -> Channel:
    # Imported late: it brings the whole of wechaty, which no other command needs.
    from bot.channels.wechaty.channel import WechatyChannel  # noqa: PLC0415
    from bot.channels.wechaty.limits import Limits  # noqa: PLC0415

    settings = app.settings.wechaty
    limits = Limits.of(settings, app.settings.media.max_bytes)
    channel = WechatyChannel(settings, app.clock.now, app.settings.zone, limits, account)
    return ShadowChannel(channel) if shadow else channel
