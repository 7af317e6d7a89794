"""`linli bind`: a one-time code with which a person becomes staff, in private chat with the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, TypeVar

import typer
from sqlalchemy import Connection

from bot.app import open_app
from bot.cli.options import DEFAULT, Config, out, settings_from
from handlers.actions.bind_staff import CODE_LASTS, make_code
from handlers.messages.bound_group import forget_group
from models.errors import LinliError
from models.settings import Settings

NAME = "bind"
T = TypeVar("T")


def command(
    staff: Annotated[str, typer.Argument(help="the id of the member of staff in the configuration")] = "",
    group: Annotated[str, typer.Option(help="forget which room this group is, so that its name is believed anew")] = "",
    config: Config = DEFAULT,
) -> None:
    """Make a code that the person sends to the bot in private; or let a group find its room again."""
    settings = settings_from(config)
    if group:
        _check("group", group, settings.groups_by_id)
        asyncio.run(_change(settings, lambda connection, _now: forget_group(connection, group)))
        out.print(f"{group}: the next room that bears the group's name is bound to it")
        return
    _check("member of staff", staff, settings.staff_by_id)
    code = asyncio.run(_change(settings, lambda connection, now: make_code(connection, staff, now)))
    person = settings.staff_by_id[staff]
    hours = CODE_LASTS.total_seconds() / 3600
    out.print(f"{person.name}: send this to the bot in private within {hours:.0f} hours:  绑定 {code}")


def _check(what: str, name: str, known: Mapping[str, object]) -> None:
    if name not in known:
        raise LinliError(f"no {what} {name!r} in the configuration; there are: {', '.join(known) or 'none'}")


async def _change(settings: Settings, change: Callable[[Connection, datetime], T]) -> T:
    app = await open_app(settings)
    try:
        now = app.clock.now()
        return await app.database.write(lambda connection: change(connection, now))
    finally:
        await app.close()
