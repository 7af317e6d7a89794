"""Whether pictures can be drawn here, for whoever sets the program up."""

from __future__ import annotations

from collections.abc import Iterator

from bot.covering.redactor import MISSING, is_installed
from bot.digest.fonts import NoFont, chinese_font
from models.settings import Settings


def picture_notes(settings: Settings) -> Iterator[str]:
    """What is missing, with its cure."""
    if settings.digest.picture:
        try:
            chinese_font()
        except NoFont as error:
            yield str(error)
    if (settings.digest.photos or settings.media.post_work) and not is_installed():
        yield MISSING
