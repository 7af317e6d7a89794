"""`linli aside`: messages that could not be handled, why, and another try for them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Annotated

import typer
from sqlalchemy import Connection

from bot.app import App, open_app
from bot.cli.options import DEFAULT, Config, operator, out, settings_from
from handlers.actions.note_look import note_look
from models.errors import LinliError
from models.queries.aside import Aside, messages_aside, try_again
from models.settings import Settings

NAME = "aside"


def command(
    config: Config = DEFAULT,
    words: Annotated[bool, typer.Option("--words", help="show who said what, which is written down")] = False,
    retry: Annotated[list[int] | None, typer.Option(help="the id of a message to try again; may be repeated")] = None,
) -> None:
    """List messages that were set aside, with the reason; without --words nothing that anybody said."""
    settings = settings_from(config)
    if retry:
        put_back = asyncio.run(again(settings, retry))
        out.print(f"{len(put_back)} put back: a running bot takes them up within a minute or two, else the next start")
        return
    found = asyncio.run(listed(settings, words))
    for one in found:
        for line in lines(one, words, settings):
            out.print(line, markup=False)
    out.print(f"{len(found)} set aside")


def lines(one: Aside, words: bool, settings: Settings) -> Iterator[str]:
    """A message as a person reads it."""
    at = one.received_at.astimezone(settings.zone).isoformat(" ", "seconds")
    yield f"{one.id}  {at}  {one.channel}  {one.group_id or 'private'}  {one.kind}"
    yield f"    {one.failure}"
    if words:
        yield f"    {one.sender_name}: {one.text}"


async def listed(settings: Settings, words: bool = False) -> tuple[Aside, ...]:
    """What is set aside, oldest first. To show the words is a look, and leaves a line."""
    async with _opened(settings) as app:
        now = app.clock.now()

        def look(connection: Connection) -> tuple[Aside, ...]:
            found = messages_aside(connection)
            if words and found:
                note_look(connection, now, operator(), f"linli {NAME} --words: {len(found)} messages")
            return found

        return await app.database.write(look)


async def again(settings: Settings, ids: Sequence[int]) -> tuple[int, ...]:
    """Put messages back. Raises LinliError, and changes nothing, where one of them is not aside."""
    async with _opened(settings) as app:

        def change(connection: Connection) -> tuple[int, ...]:
            found = try_again(connection, ids)
            if missing := sorted(set(ids) - set(found)):
                told = ", ".join(map(str, missing))
                raise LinliError(f"not set aside: {told} -> linli {NAME} lists those that are")
            return found

        return await app.database.write(change)


@contextlib.asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[App]:
    app = await open_app(settings)
    try:
        yield app
    finally:
        await app.close()
