"""`linli password`: for somebody who cannot get in, or when somebody else may have: no password, and a new link."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.app import open_app
from bot.cli.options import DEFAULT, Config, operator, out, settings_from
from handlers.actions.audit import audit
from handlers.actions.make_link import make_link
from handlers.scene import Scene
from models.errors import LinliError
from models.queries.passwords import remove_password
from models.queries.sessions import end_sessions_of
from models.settings import Settings

NAME = "password"


def command(
    staff: Annotated[str, typer.Argument(help="the id of the member of staff in the configuration")],
    config: Config = DEFAULT,
) -> None:
    """Sign a person out everywhere, drop the password, and print a one-time link with which to set a new one."""
    settings = settings_from(config)
    person = settings.staff_by_id.get(staff)
    if person is None:
        known = ", ".join(settings.staff_by_id) or "none"
        raise LinliError(f"no member of staff {staff!r} in the configuration; there are: {known}")
    link = asyncio.run(reset(settings, staff))
    out.print(f"{person.name}: signed out everywhere, and without a password. For this person alone, once, within")
    out.print(f"{settings.web.link_minutes} minutes, to set a new one:  {link}", markup=False)


async def reset(settings: Settings, staff_id: str) -> str:
    """The link. Nobody at the terminal ever knows a person's password."""
    app = await open_app(settings)
    try:
        now = app.clock.now()
        token = await app.database.write(lambda connection: _reset(Scene(connection, now, app.house), staff_id))
    finally:
        await app.close()
    web = settings.web
    return f"{web.address or f'http://{web.host}:{web.port}'}/enter/{token}"


def _reset(scene: Scene, staff_id: str) -> str:
    remove_password(scene.connection, staff_id)
    ended = end_sessions_of(scene.connection, staff_id)
    audit(scene, "password", staff_id, f"taken away by {operator()}, {ended} sessions ended")
    return make_link(scene.connection, staff_id, scene.now, scene.settings.web.link_minutes)
