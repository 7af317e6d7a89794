"""Logs: one line an event, with its time; never what anybody said."""

from __future__ import annotations

import logging
import sys

from handlers.wording.long_numbers import mask_numbers

FORMAT = "%(asctime)s %(levelname)-7s %(name)s %(message)s"
TOO_CHATTY = ("apscheduler", "sqlalchemy", "aiosqlite", "jieba", "PIL", "alembic")


class MaskingFormatter(logging.Formatter):
    """The last line of defence: whatever was put into a log line, traces included, loses its phone numbers here."""

    def format(self, record: logging.LogRecord) -> str:
        return mask_numbers(super().format(record))


def set_up_logs(level: int = logging.INFO) -> None:
    """To standard error, where a supervisor collects it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(MaskingFormatter(FORMAT))
    logging.basicConfig(level=level, handlers=[handler])
    for name in TOO_CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
