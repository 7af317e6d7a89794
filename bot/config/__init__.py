"""Configuration: the file, then the environment, checked as a whole; every problem is reported at once."""

from bot.config.load import load_settings
from bot.config.report import ConfigReport, NextRun, check_config
from bot.config.rhythm import rhythm

__all__ = ["ConfigReport", "NextRun", "check_config", "load_settings", "rhythm"]
