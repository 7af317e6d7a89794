"""`linli`: every command, and what a person sees when something is wrong."""

from __future__ import annotations

import sys

import typer

from bot.cli import (
    api_key,
    aside,
    backup,
    bench,
    bind,
    check_config,
    console,
    demo,
    digest,
    erase,
    eval,
    export,
    gateway,
    health,
    learn,
    migrate,
    password,
    read,
    replay,
    restore,
    run,
    seal_key,
    why,
)
from models.errors import LinliError

app = typer.Typer(
    name="linli",
    help="Linli (邻里): what residents say in a neighbourhood's WeChat group becomes tracked cases.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

# One a line, so that two people who add a command do not meet.
COMMANDS = (
    run,
    demo,
    console,
    replay,
    eval,
    check_config,
    migrate,
    bind,
    gateway,
    read,
    why,
    learn,
    bench,
    seal_key,
    backup,
    restore,
    health,
    aside,
    export,
    digest,
    erase,
    password,
    api_key,
)

for module in COMMANDS:
    app.command(module.NAME)(module.command)


def main() -> None:
    """Errors that a person can cure are shown as their text, without a trace."""
    try:
        app()
    except LinliError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(1) from error
