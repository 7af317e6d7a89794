"""Logs: one line an event, as text or as JSON; never what anybody said, and never who it was.

Our own lines are made of ids and counts. What could bring words along is kept out here, whoever logs: an error is
told by its kind and its place (bot/faults.py), a line ends at its first line break, and of libraries only the fixed
part counts.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from bot.faults import OURS, told
from handlers.wording.long_numbers import mask_numbers
from models.settings import LogSettings

TOO_CHATTY = ("apscheduler", "sqlalchemy", "aiosqlite", "jieba", "PIL", "alembic")
_OURS = tuple(f"{name}." for name in OURS)
_FIELD = re.compile(r"(?:(\w+)=)?%[-+ #0]*[\d.]*[a-zA-Z]")  # "outcome=%s" gives the value that stands there a name
log = logging.getLogger(__name__)


class Line(logging.Formatter):
    """One event as one line of text."""

    default_msec_format = "%s.%03d"

    def format(self, record: logging.LogRecord) -> str:
        error = error_of(record)
        text = f"{self.formatTime(record)} {record.levelname:<7} {record.name} {words_of(record)}"
        return f"{text} | {error}" if error else text


class JsonLine(logging.Formatter):
    """One event as one JSON object; what a line of text would show as `name=value` has a key of its own."""

    def format(self, record: logging.LogRecord) -> str:
        event: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "text": words_of(record),
        }
        if error := error_of(record):
            event["error"] = error
        return json.dumps(fields_of(record) | event, ensure_ascii=False)


def words_of(record: logging.LogRecord) -> str:
    """What happened, in one line. Of other people's code only the fixed part: what they fill in may be anything."""
    text = _filled(record) if record.name.startswith(_OURS) or not record.args else str(record.msg)
    return mask_numbers(text.splitlines()[0]) if text.strip() else ""  # the last line of defence


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """The named values of one of our own lines."""
    if not record.name.startswith(_OURS) or not isinstance(record.args, tuple):
        return {}
    names = [found[1] for found in _FIELD.finditer(str(record.msg).replace("%%", ""))]
    return {name: _plain(value) for name, value in zip(names, record.args, strict=False) if name}


def error_of(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    return told(error) if error is not None else ""


def _filled(record: logging.LogRecord) -> str:
    if isinstance(record.args, tuple) and record.args:
        try:
            return str(record.msg) % tuple(map(_plain, record.args))
        except (TypeError, ValueError):
            return str(record.msg)
    return record.getMessage()


def _plain(value: object) -> Any:
    if isinstance(value, BaseException):
        return told(value)
    if isinstance(value, float):
        return round(value, 3)
    return value if isinstance(value, int | bool | None) else mask_numbers(str(value))


def set_up_logs(settings: LogSettings | None = None) -> None:
    """To standard error, where a supervisor collects it; what ends the program or a thread is a line as well."""
    settings = settings or LogSettings()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLine() if settings.format == "json" else Line())
    logging.basicConfig(level=settings.level.upper(), handlers=[handler])
    for name in TOO_CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _ended
    threading.excepthook = lambda raised: _ended(raised.exc_type, raised.exc_value, raised.exc_traceback)


def _ended(_kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
    if error is not None and not isinstance(error, KeyboardInterrupt):
        log.critical("ended by an error that nobody expected", exc_info=error)
