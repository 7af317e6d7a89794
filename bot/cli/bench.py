"""`linli bench`: how fast the program is, as ratios within one run."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bot.bench.bed import Bed, Scale
from bot.bench.lines import TARGETS
from bot.bench.place import place
from bot.bench.profiled import profiled
from bot.bench.run import Wanted, kinds, measure, quiet
from bot.bench.show import profile_lines, result_table
from bot.cli.options import DEFAULT, Config, out, settings_from
from models.errors import LinliError

NAME = "bench"


def command(
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object")] = False,
    only: Annotated[str, typer.Option(help="names of ratios, as in floor_share,p99_windows")] = "",
    postgres: Annotated[
        str, typer.Option(envvar="LINLI_BENCH_POSTGRES", help="a server on which databases may be made: measured too")
    ] = "",
    rounds: Annotated[int, typer.Option(min=1, help="rounds, of which medians are taken")] = 5,
    quick: Annotated[bool, typer.Option("--quick", help="small and rough: to see that it runs")] = False,
    profile: Annotated[bool, typer.Option("--profile", help="show where the pipeline's time goes, instead")] = False,
    config: Config = DEFAULT,
) -> None:
    """Measure the pipeline beside its floor and its peers, on SQLite and on PostgreSQL where a server is named."""
    wanted = Wanted(config, settings_from(config), Scale.of(rounds, quick=quick), names_in(only), postgres)
    if profile:
        asyncio.run(show_profiles(wanted))
        return
    found = asyncio.run(measure(wanted, lambda step: print(step, file=sys.stderr, flush=True)))  # noqa: T201
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        out.print(result_table(found))


def names_in(written: str) -> frozenset[str]:
    names = frozenset(name.strip() for name in written.split(",") if name.strip())
    if names - TARGETS.keys():
        raise LinliError(f"--only {written}: no such ratio -> name some of {', '.join(TARGETS)}")
    return names


async def show_profiles(wanted: Wanted) -> None:
    """A profile for each kind of database and of messages."""
    bed = Bed.made(wanted.settings, wanted.scale)
    for kind in kinds(wanted):
        for mix in wanted.scale.mixes:
            with quiet(), tempfile.TemporaryDirectory(prefix="linli-bench-") as folder:
                async with place(kind, Path(folder), wanted.postgres) as at:
                    found = await profiled(bed, at, mix)
            for line in (f"{kind}, {mix}:", *profile_lines(found)):
                out.print(line, markup=False)
