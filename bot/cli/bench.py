"""`linli bench`: how fast the program is, as ratios within one run."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated

import typer

from bot.bench.run import Wanted, measure, profiled
from bot.bench.show import profile_lines, result_lines
from bot.cli.options import DEFAULT, Config, out, settings_from

NAME = "bench"


def command(
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
    rounds: Annotated[int, typer.Option(min=1, help="rounds, of which medians are taken")] = 5,
    quick: Annotated[bool, typer.Option("--quick", help="small and rough: to see that it runs")] = False,
    profile: Annotated[bool, typer.Option("--profile", help="show where the pipeline's time goes, instead")] = False,
    config: Config = DEFAULT,
) -> None:
    """Measure the pipeline beside plain segmenting and inserting."""
    wanted = Wanted.of(rounds, quick=quick)
    settings = settings_from(config)
    if profile:
        lines = profile_lines(asyncio.run(profiled(settings, wanted)))
    else:
        found = asyncio.run(measure(settings, wanted))
        lines = [json.dumps(found, ensure_ascii=False, indent=2)] if as_json else result_lines(found)
    for line in lines:
        out.print(line, markup=False)
