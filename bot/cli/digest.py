"""`linli digest`: the weekly picture of a group, and the report of a node as PDF and Excel."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from sqlalchemy import Connection

from bot.app import App, open_app
from bot.cli.options import DEFAULT, Config, operator, out, settings_from
from bot.digest.book import leader_workbook
from bot.digest.report import render_leader_pdf
from handlers.actions.note_look import note_look
from handlers.leader_week import report_until
from handlers.pictured import picture_of
from handlers.scene import Scene
from handlers.wording.leader_report import report_of
from handlers.wording.times import Moment
from models.errors import LinliError
from models.settings import Settings

NAME = "digest"
Read = TypeVar("Read")
WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)


def command(
    node: Annotated[str, typer.Option(help="the node of the tree whose report is wanted; default: its root")] = "",
    group: Annotated[str, typer.Option(help="the group whose picture is wanted; alone: no report")] = "",
    week: Annotated[str, typer.Option(help="2026-W47; default: the last week that is over")] = "",
    folder: Annotated[Path, typer.Option("--out", help="the folder for the files; made if it is not there")] = Path(),
    private: Annotated[bool, typer.Option(help="name overdue private cases too; the look is written down")] = False,
    config: Config = DEFAULT,
) -> None:
    """Write the weekly picture of a group, or the report of a node as PDF and Excel."""
    settings = settings_from(config)
    _check(settings, node, group)
    made = asyncio.run(digest(settings, week, node, group, private=private))
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        _write(folder / name, data)
        out.print(str(folder / name), markup=False)


async def digest(
    settings: Settings, week: str, node: str = "", group: str = "", *, private: bool = False
) -> dict[str, bytes]:
    """The files by their names: of a group its picture; of a node, or of the root where no group is named, a report."""
    app = await open_app(settings)
    try:
        last = last_day(week, app.clock.now().astimezone(settings.zone))
        stamp = f"{last.isocalendar().year}-W{last.isocalendar().week:02d}"
        made = {f"{group}-{stamp}.png": await _picture(app, group, last)} if group else {}
        if group and not node:
            return made
        pdf, book = await _report(app, node or settings.grid.id, last, private=private)
        stem = f"{node or settings.grid.id}-{stamp}"
        return made | {f"{stem}.pdf": pdf, f"{stem}.xlsx": book}
    finally:
        await app.close()


def last_day(week: str, now: datetime) -> date:
    """The Sunday of a week that is written like 2026-W47, or of the last one that is over."""
    if not week:
        return now.date() - timedelta(days=now.isoweekday())
    found = WEEK.fullmatch(week.strip())
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 7) if found else _no_week(week)
    except ValueError:
        return _no_week(week)


def _no_week(week: str) -> date:
    raise LinliError(f"--week {week}: no week; write the year and the week's number, like 2026-W47")


async def _picture(app: App, group: str, last: date) -> bytes:
    shown = await app.database.read(_on(app, lambda scene: picture_of(scene, app.settings.groups_by_id[group], last)))
    return await asyncio.to_thread(app.painter.picture, shown)


async def _report(app: App, node: str, last: date, *, private: bool) -> tuple[bytes, bytes]:
    if private:
        await _note_look(app, node)
    values = await app.database.read(_on(app, lambda scene: report_until(scene, node, last, private=private)))
    moment = Moment(app.clock.now(), app.settings.zone)
    return await asyncio.to_thread(render_leader_pdf, report_of(values, moment)), leader_workbook(values, moment)


def _write(path: Path, data: bytes) -> None:
    """Readable by its owner only."""
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)


def _on(app: App, ask: Callable[[Scene], Read]) -> Callable[[Connection], Read]:
    now = app.clock.now()
    return lambda connection: ask(Scene(connection, now, app.house))


async def _note_look(app: App, node: str) -> None:
    now = app.clock.now()
    await app.database.write(lambda connection: note_look(connection, now, operator(), f"linli {NAME}: {node}"))


def _check(settings: Settings, node: str, group: str) -> None:
    for what, name, known in (("node", node, settings.nodes), ("group", group, settings.groups_by_id)):
        if name and name not in known:
            raise LinliError(f"--{what} {name}: not known. There are: {', '.join(known)}")
