"""`linli erase`: a resident asks to be forgotten."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Annotated

import typer
from sqlalchemy import Connection

from bot.app import App, open_app
from bot.cli.options import DEFAULT, Config, operator, out, settings_from
from bot.database import sqlite_engine
from handlers.erasing.erase import Erased, erase
from models.errors import LinliError
from models.queries.persons import Known, known_as
from models.settings import Settings

NAME = "erase"


def command(
    sender: Annotated[str, typer.Option(help="the person's id in the channel")] = "",
    group: Annotated[str, typer.Option(help="a group's id, with --name")] = "",
    name: Annotated[str, typer.Option(help="the nickname in that group")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="do not ask once more")] = False,
    config: Config = DEFAULT,
) -> None:
    """Erase a resident's words, names, photos and numbers; shows first what would go. Cases stay with neutral facts."""
    if bool(sender) == bool(group and name):
        raise LinliError("who? -> --sender ID, or --group GROUP with --name NICKNAME")
    settings = settings_from(config)
    person = asyncio.run(found(settings, sender, group, name))
    for line in preview(person, asyncio.run(erased(settings, person, rehearse=True))):
        out.print(line, markup=False)
    if yes or typer.confirm("Erase it? It cannot be taken back"):
        gone = asyncio.run(erased(settings, person))
        out.print(f"erased: {gone.messages} messages, {gone.others} traces, {len(gone.photos)} photos")


async def found(settings: Settings, sender: str, group: str, name: str) -> Known:
    """The one person meant. Raises LinliError where nobody is, or more than one."""
    app = await open_app(settings)
    try:
        known = await app.database.read(lambda connection: known_as(connection, sender=sender, group=group, name=name))
    finally:
        await app.close()
    if not known:
        raise LinliError("nothing is stored of such a person -> look at the nickname and the group, or name --sender")
    if len(known) > 1:
        seen = "\n".join(f"  --sender {one.sender}  {one.channel}, {one.messages} messages" for one in known)
        raise LinliError(f"{len(known)} people are called so -> name one of them:\n{seen}")
    return known[0]


def preview(person: Known, gone: Erased) -> list[str]:
    return [
        f"{person.sender} in {person.channel}, known as {', '.join(person.names)}",
        f"  {gone.messages} messages of this person and {len(gone.photos)} photos",
        f"  {gone.others} messages, answers and timeline lines of others with a copy, a quote or the name",
        f"  {gone.cases} cases stay, without words and without the person",
    ]


async def erased(settings: Settings, person: Known, *, rehearse: bool = False) -> Erased:
    """What went, or what would go. The photos go from the folder once the database is sure."""
    app = await open_app(settings)
    try:
        gone = await app.database.write(lambda connection: _erase(app, connection, person, rehearse))
        if not rehearse:
            for photo in gone.photos:
                await asyncio.to_thread(app.photos.delete, photo)
    finally:
        await app.close()
    if not rehearse and settings.database.url.get_secret_value().startswith("sqlite"):
        await asyncio.to_thread(overwrite, settings.database.url.get_secret_value())
    return gone


def overwrite(url: str) -> None:
    """Write the file anew, so that no page keeps what was moved or deleted in it."""
    engine = sqlite_engine(url)
    raw = engine.raw_connection()
    try:
        for command in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            raw.cursor().execute(command)
    except sqlite3.OperationalError as error:
        raise LinliError(
            f"erased, but the file keeps old bytes ({error}) -> stop the bot and VACUUM the file"
        ) from error
    finally:
        raw.close()
        engine.dispose()


def _erase(app: App, connection: Connection, person: Known, rehearse: bool) -> Erased:
    with connection.begin_nested() as savepoint:
        gone = erase(connection, (person.channel, person.sender), operator(), app.clock.now())
        if rehearse:
            savepoint.rollback()
    return gone
