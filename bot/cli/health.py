"""`linli health`: asks a running bot how it is; for a supervisor, a cron line or a person."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated

import typer

from bot.cli.options import DEFAULT, Config, out, settings_from
from bot.health.ask import ask, url_of
from models.errors import LinliError

NAME = "health"


def command(
    config: Config = DEFAULT,
    url: Annotated[str, typer.Option(help="another page than the configuration's: http://host:port/health")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="print all that the page tells")] = False,
) -> None:
    """Exit with 0 where all is well, and with 1 and the reasons where it is not."""
    settings = settings_from(config)
    if not url and not settings.health.enabled:
        raise LinliError("health.enabled is false, so nobody can be asked -> set it to true, and start linli run anew")
    answer = asyncio.run(ask(url or url_of(settings.health)))
    if as_json:
        out.print(json.dumps(answer, ensure_ascii=False, indent=2), markup=False)
    else:
        for line in (*answer["troubles"], *(f"note: {note}" for note in answer["notes"])):
            out.print(line, markup=False)
    if not answer["well"]:
        raise SystemExit(1)
    if not as_json:
        out.print("well")
