"""`linli check-config`: every problem of the configuration and of the lexicon, each with its cure."""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer

from bot.city.check import ask_nats
from bot.cli.options import DEFAULT, Config, out
from bot.clock import SystemClock
from bot.config import ConfigReport, check_config, load_settings
from bot.digest.ready import picture_notes
from handlers.reading.lexicon import Lexicon
from handlers.reading.lexicon_check import check
from handlers.reading.lexicon_source import read_folder
from handlers.reading.own_check import check_own
from models.errors import ConfigError
from models.settings import Settings

NAME = "check-config"


def command(
    config: Config = DEFAULT,
    offline: Annotated[bool, typer.Option("--offline", help="do not ask the NATS server that is configured")] = False,
) -> None:
    """Check the configuration, the lexicon and a configured NATS; ends with 1 where anything has to be mended."""
    show(check_config(config, SystemClock().now()))
    settings, stock = load_settings(config), read_folder()
    own = check_own(settings.words, settings.words_folder, stock)
    for note in own.notes:
        out.print(f"  note: {note}", markup=False)
    for missing in picture_notes(settings):
        out.print(f"  note: {missing}", markup=False)
    # The community's own words may well repeat a rule of ours, so the rules are tried without them.
    problems = [*own.problems, *check(Lexicon(stock))]
    if problems:
        raise ConfigError("words", problems)
    out.print("lexicon: every sentence is read as it should be")
    if not offline:
        show_nats(settings)


def show_nats(settings: Settings) -> None:
    if settings.nats.url.get_secret_value():
        out.print(f"nats: {asyncio.run(ask_nats(settings.nats))}")


def show(report: ConfigReport) -> None:
    """The counts to compare with what one meant to write."""
    out.print(f"{report.source}: no problems")
    out.print(
        f"  {report.nodes} nodes ({report.leaves} leaves), {report.groups} groups, {report.staff} staff, ", end=""
    )
    out.print(f"{report.departments} departments, {report.categories} categories")
    for run in report.jobs:
        out.print(f"  {run.job:20} next {run.when:%Y-%m-%d %H:%M}" if run.when else f"  {run.job:20} off")
    for note in report.notes:
        out.print(f"  note: {note}")
