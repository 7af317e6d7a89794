"""Options that several commands share."""

from __future__ import annotations

import getpass
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.config import load_settings
from handlers.reading.lexicon import Lexicon
from handlers.reading.own_check import check_own
from models.errors import ConfigError
from models.settings import Settings

Config = Annotated[
    Path, typer.Option("--config", "-c", envvar="LINLI_CONFIG", help="the configuration file", show_default=True)
]
DEFAULT = Path("config.yaml")
out = Console(highlight=False, soft_wrap=True)


def operator() -> str:
    """Who sits at the terminal, for the audit."""
    try:
        return f"operator:{getpass.getuser()}"
    except (KeyError, OSError):  # a container whose user has no name
        return f"operator:{os.getuid()}"


def lexicon_of(settings: Settings) -> Lexicon:
    """The lexicon with the community's own words. Raises ConfigError where these are not what they say they are."""
    own = check_own(settings.words, settings.words_folder)
    if own.problems:
        raise ConfigError("words", list(own.problems))
    return own.lexicon


def settings_from(path: Path) -> Settings:
    return load_settings(path)
