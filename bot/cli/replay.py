"""`linli replay`: transcripts in, predictions out."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import DEFAULT, Config, out, settings_from
from bot.replay.run import replay
from bot.replay.transcript import read_transcripts
from handlers.reading.lexicon import Lexicon
from models.settings import Settings

NAME = "replay"


def command(
    file: Annotated[Path, typer.Argument(help="transcripts, one JSON object a line", exists=True, dir_okay=False)],
    out_file: Annotated[Path, typer.Option("--out", help="where the predictions go")] = Path("pred.jsonl"),
    only: Annotated[str, typer.Option(help="ids that end in one of these characters")] = "",
    config: Config = DEFAULT,
) -> None:
    """Replay transcripts with a simulated clock through the whole pipeline."""
    asyncio.run(replay_file(file, out_file, settings_from(config), only))


async def replay_file(file: Path, out_file: Path, settings: Settings, only: str = "") -> None:
    """One line for each transcript, in their order."""
    lexicon = Lexicon.load(settings.words, settings.words_folder)
    transcripts = [one for one in read_transcripts(file) if not only or one.id[-1] in only]
    with out_file.open("w", encoding="utf-8") as lines:
        for transcript in transcripts:
            prediction = await replay(transcript, settings, lexicon)
            lines.write(json.dumps(prediction, ensure_ascii=False) + "\n")
    out.print(f"{len(transcripts)} transcripts -> {out_file}")
