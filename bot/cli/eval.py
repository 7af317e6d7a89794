"""`linli eval`: how well the program reads, and what changed since the figures were saved."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import DEFAULT, Config, out, settings_from
from bot.evaluate.labels import read_samples
from bot.evaluate.show import Shower
from models.errors import LinliError

NAME = "eval"
OWN = Path("tests/transcripts")  # labelled transcripts that the project may publish
FIGURES = Path("docs/eval/figures.json")

Files = Annotated[
    list[Path] | None,
    typer.Argument(help="labelled transcripts, or chat, or letters", show_default=False),
]
Kept = Annotated[Path, typer.Option("--figures", help="where the figures are saved", show_default=True)]


def command(
    files: Files = None,
    errors: Annotated[int, typer.Option(min=0, help="list so many mistakes of each kind")] = 0,
    only: Annotated[str, typer.Option(help="ids that end in one of these characters")] = "",
    save: Annotated[bool, typer.Option("--save", help="save the figures for the next comparison")] = False,
    kept: Kept = FIGURES,
    chat: Annotated[bool, typer.Option("--chat", help="the files are mere chat: list the false alarms")] = False,
    letters: Annotated[bool, typer.Option("--letters", help="the files are letters to a mayor's mailbox")] = False,
    speed: Annotated[bool, typer.Option("--speed", help="time reading beside segmenting")] = False,
    config: Config = DEFAULT,
) -> None:
    """Score the reading of labelled transcripts, or of chat, or of letters, or time it."""
    if chat + letters + speed > 1:
        raise LinliError("--chat, --letters and --speed are three questions -> ask one at a time")
    if save and only:
        raise LinliError("--save keeps the figures of all transcripts -> leave --only out")
    shower = Shower(out, settings_from(config))
    if chat:
        shower.chat(given(files))
    elif letters:
        shower.letters(given(files))
    elif speed:
        shower.speed(read_samples(transcripts(files)))
    else:
        shower.score(read_samples(transcripts(files), only), kept, errors=errors, keep=save)


def given(files: list[Path] | None) -> list[Path]:
    if not files:
        raise LinliError("no file to read -> name one: linli eval --chat FILE, linli eval --letters FILE")
    return files


def transcripts(files: list[Path] | None) -> list[Path]:
    """The named files, and the project's own where they are there."""
    found = [*(files or ()), *sorted(OWN.glob("*.jsonl"))]
    if not found:
        raise LinliError(f"no transcripts: no file is named and none lies in {OWN} -> linli eval FILE")
    return found
