"""Whether pictures can be drawn here, for whoever sets the program up."""

from __future__ import annotations

from collections.abc import Iterator

from bot.digest.fonts import NoFont, chinese_font
from models.settings import Settings


def picture_notes(settings: Settings) -> Iterator[str]:
    """What is missing, with its cure."""
    if not settings.digest.picture:
        return
    try:
        chinese_font()
    except NoFont as error:
        yield str(error)
