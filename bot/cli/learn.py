"""`linli learn`: what staff put right, as words that a person may add to the configuration."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import DEFAULT, Config, operator, out, settings_from
from bot.clock import SystemClock
from bot.database import Database
from bot.learn.accept import chosen, take
from bot.learn.figures import Figures, count_cases
from bot.learn.show import lines
from bot.replay.transcript import read_transcripts
from handlers.actions.note_look import note_look
from handlers.lessons import material_of, personal
from handlers.reading.extra import joined
from handlers.reading.learning.lesson import Material
from handlers.reading.learning.phrases import Guard
from handlers.reading.learning.propose import LEAST, learn
from handlers.reading.lexicon_source import read_folder, read_own
from models.errors import LinliError
from models.schema import upgrade
from models.settings import Settings

NAME = "learn"


def command(
    least: Annotated[int, typer.Option(min=2, help="corrections that must bear a proposal out")] = LEAST,
    transcripts: Annotated[
        Path | None, typer.Option(help="count the cases opened with and without each proposal", exists=True)
    ] = None,
    accept: Annotated[
        str, typer.Option(help="numbers of proposals, as in 1,3: add them to words_folder, or print `words`")
    ] = "",
    config: Config = DEFAULT,
) -> None:
    """Propose words from what staff corrected; only what is accepted changes anything."""
    settings = settings_from(config)
    sources = joined(read_folder(), read_own(settings.words_folder))
    material, guard = asyncio.run(known(settings))
    learnt = learn(sources, settings.words, material, guard, least)
    if accept:
        out.print(take(settings, chosen(learnt.proposals, numbers_in(accept))), markup=False)
        return
    figures: list[Figures] = []
    if transcripts is not None:
        changes = [proposal.change for proposal in learnt.proposals]
        figures = asyncio.run(count_cases(read_transcripts(transcripts), settings, sources, changes))
    for line in lines(learnt, dict(enumerate(figures, 1))):
        out.print(line, markup=False)


async def known(settings: Settings) -> tuple[Material, Guard]:
    """What the database tells of corrections, and which words point at people."""
    database = Database(settings.database.url.get_secret_value())
    await database.open()
    try:
        await database.write(upgrade)
        at, who = SystemClock().now(), operator()
        await database.write(lambda connection: note_look(connection, at, who, f"linli {NAME}"))
        material = await database.read(material_of)
        return material, await database.read(lambda connection: personal(connection, settings))
    finally:
        await database.close()


def numbers_in(written: str) -> list[int]:
    """1,3 as numbers."""
    numbers = [part.strip() for part in written.split(",")]
    if not all(part.isdecimal() for part in numbers):
        raise LinliError(f"--accept {written}: these are no numbers -> write them as in 1,3")
    return [int(part) for part in numbers]
