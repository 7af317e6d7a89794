"""The command line: one file for each command."""

from bot.cli.main import main

__all__ = ["main"]
