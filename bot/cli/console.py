"""`linli console`: the terminal is the group, with the real clock."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.app import App, open_app
from bot.channels.console import NAME as CHANNEL
from bot.channels.console import ConsoleChannel, Shown
from bot.cli.options import DEFAULT, Config, lexicon_of, out, settings_from
from bot.reload import Reloader
from handlers.actions.bind_staff import bind_everybody
from handlers.wording import terminal
from models.errors import LinliError
from models.settings import GroupSettings, Settings

NAME = "console"


def command(
    group: Annotated[str, typer.Option(help="the group to play; the first one of the configuration")] = "",
    config: Config = DEFAULT,
) -> None:
    """Type as anybody in a group, and as staff in private."""
    asyncio.run(play(settings_from(config), group, config))


async def play(settings: Settings, group_id: str, config: Path) -> None:
    """Everyone of the staff is bound here: whoever sits at this terminal may run the whole bot anyway."""
    app = await open_app(settings, lexicon=lexicon_of(settings))
    app.house.get_ready()
    try:
        await app.database.write(partial(bind_everybody, settings=settings, channel=CHANNEL, now=app.clock.now()))
        out.print(terminal.CONSOLE_HELP, style="dim", markup=False)
        await app.serve([console_of(app, chosen(settings, group_id))], Reloader(app.current, config, settings))
    finally:
        await app.close()


def chosen(settings: Settings, group_id: str) -> GroupSettings:
    if not settings.groups or (group_id and group_id not in settings.groups_by_id):
        raise LinliError(f"no group {group_id!r} in the configuration")
    return settings.groups_by_id[group_id] if group_id else settings.groups[0]


def console_of(app: App, group: GroupSettings) -> ConsoleChannel:
    return ConsoleChannel(group, app.settings.staff, app.clock, input, show)


def show(message: Shown) -> None:
    """The bot's words, told apart by colour: to the group, or to one person."""
    style = "green" if message.is_group else "cyan"
    where = f"{terminal.BOT} → {message.to}" if message.is_group else terminal.private_to(message.to)
    photo = f" {terminal.PICTURE}" if message.has_photo else ""
    out.print(f"  {where}:{photo} {message.text}", style=style, markup=False)
