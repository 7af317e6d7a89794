"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.config import load_settings
from models.settings import Settings

Config = Annotated[
    Path, typer.Option("--config", "-c", envvar="LINLI_CONFIG", help="the configuration file", show_default=True)
]
DEFAULT = Path("config.yaml")
out = Console(highlight=False, soft_wrap=True)


def settings_from(path: Path) -> Settings:
    return load_settings(path)
