"""Logs: one line an event, with its time; never what anybody said."""

from __future__ import annotations

import logging
import sys

FORMAT = "%(asctime)s %(levelname)-7s %(name)s %(message)s"
TOO_CHATTY = ("apscheduler", "sqlalchemy", "aiosqlite", "jieba", "PIL", "alembic")


def set_up_logs(level: int = logging.INFO) -> None:
    """To standard error, where a supervisor collects it."""
    logging.basicConfig(level=level, format=FORMAT, stream=sys.stderr)
    for name in TOO_CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
