"""`linli why`: why a case exists, in plain Chinese."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer
from sqlalchemy import Connection

from bot.app import open_app
from bot.cli.options import DEFAULT, Config, operator, out, settings_from
from handlers.actions.note_look import note_look
from handlers.messages.private.look import reasons_of
from handlers.scene import Scene
from handlers.wording.lists import why
from models.errors import LinliError
from models.queries.cases import case_numbered
from models.settings import Settings

NAME = "why"


def command(
    number: Annotated[int, typer.Argument(help="the case's number")],
    grid: Annotated[str, typer.Option(help="the grid, where several have a case of that number")] = "",
    config: Config = DEFAULT,
) -> None:
    """Show rule, words and messages that opened a case."""
    for text in asyncio.run(explain(settings_from(config), number, grid)):
        out.print(text, markup=False)


async def explain(settings: Settings, number: int, grid: str) -> list[str]:
    """One text for each grid that has a case of that number."""
    app = await open_app(settings)
    now = app.clock.now()

    def look(connection: Connection) -> list[str]:
        cases = case_numbered(connection, [grid] if grid else list(settings.nodes), number)
        scene = Scene(connection, now, app.house)
        for case in cases:
            note_look(connection, now, operator(), f"linli {NAME}", case.id)
        return [str(why(reasons_of(scene, case))) for case in cases]

    try:
        found = await app.database.write(look)
    finally:
        await app.close()
    if not found:
        raise LinliError(f"no case {number}" + (f" in {grid}" if grid else ""))
    return found
