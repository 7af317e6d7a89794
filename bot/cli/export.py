"""`linli export`: the cases as a table for a spreadsheet."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from bot.app import App, open_app
from bot.cli.options import DEFAULT, Config, operator, out, settings_from
from bot.export.files import table
from handlers.actions.note_look import note_look
from handlers.export_lines import lines
from handlers.scene import Scene
from handlers.wording.labels import STATE
from handlers.wording.table import COLUMNS, WORDS, cells
from models.errors import LinliError
from models.queries.export import Wanted
from models.settings import Settings

NAME = "export"
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="the day on which it was opened, local time")]


def command(
    file: Annotated[Path, typer.Argument(help="a new file, .xlsx or .csv")],
    grid: Annotated[list[str] | None, typer.Option(help="only this node of the tree and all below it")] = None,
    since: Day = None,
    until: Day = None,
    state: Annotated[list[str] | None, typer.Option(help="only this state: closed, or 已办结")] = None,
    category: Annotated[list[str] | None, typer.Option(help="only this category: its code, or its label")] = None,
    private: Annotated[bool, typer.Option(help="also private categories; the look is written down")] = False,
    words: Annotated[bool, typer.Option(help="also what residents said, with names; the look is written down")] = False,
    config: Config = DEFAULT,
) -> None:
    """Write the cases to a new file for a spreadsheet, one line each; names and rooms only where asked for."""
    settings = settings_from(config)
    wanted = Wanted(
        grids=_grids(settings, grid or ()),
        states=_states(state or ()),
        categories=_categories(settings, category or ()),
        since=_midnight(settings, since),
        until=_midnight(settings, until + timedelta(days=1)) if until else None,
        private=private,
    )
    count = asyncio.run(export(settings, file, wanted, words=words))
    out.print(f"{count} 件工单写入 {file}", markup=False)


async def export(settings: Settings, file: Path, wanted: Wanted, *, words: bool = False) -> int:
    """How many cases were written."""
    app = await open_app(settings)
    try:
        return await write_cases(app, file, wanted, words=words)
    finally:
        await app.close()


async def write_cases(app: App, file: Path, wanted: Wanted, *, words: bool = False) -> int:
    """The same from a program that is open."""
    with table(file, [*COLUMNS, WORDS] if words else COLUMNS) as write:
        if wanted.private or words:  # before the first line is read, so that no look stays unwritten
            await _note_look(app, file, wanted, words=words)
        now = app.clock.now()

        def fill(connection: Connection) -> int:
            count = 0
            for line in lines(Scene(connection, now, app.house), wanted, with_words=words):
                write(cells(line, app.settings.zone, now))
                count += 1
            return count

        return await app.database.read(fill)


async def _note_look(app: App, file: Path, wanted: Wanted, *, words: bool) -> None:
    asked = " ".join([NAME, *(["--private"] if wanted.private else []), *(["--words"] if words else [])])
    now = app.clock.now()
    await app.database.write(lambda connection: note_look(connection, now, operator(), f"linli {asked}: {file.name}"))


def _grids(settings: Settings, asked: Collection[str]) -> frozenset[str]:
    for grid in asked:
        _known("grid", grid, settings.nodes)
    return frozenset(below for grid in asked for below in settings.subtree(grid))


def _states(asked: Collection[str]) -> frozenset[str]:
    names = {state.value: state.value for state in STATE} | {label: state.value for state, label in STATE.items()}
    return frozenset(names[_known("state", one, names)] for one in asked)


def _categories(settings: Settings, asked: Collection[str]) -> frozenset[str]:
    names = {code: code for code in settings.categories}
    names |= {category.label: code for code, category in settings.categories.items()}
    return frozenset(names[_known("category", one, names)] for one in asked)


def _known(what: str, name: str, names: Collection[str]) -> str:
    if name not in names:
        raise LinliError(f"--{what} {name}: not known. There are: {', '.join(names)}")
    return name


def _midnight(settings: Settings, day: datetime | None) -> datetime | None:
    return day.replace(tzinfo=settings.zone) if day else None
