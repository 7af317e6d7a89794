"""Points in time as WeChat writes them. Pure: what is missing or absurd is None."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo

_MILLISECONDS_FROM = 1e11  # as seconds that would be the year 5138
_WRITTEN = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?")


def from_timestamp(timestamp: float) -> datetime | None:
    """Seconds or milliseconds since 1970, in UTC."""
    seconds = timestamp / 1000 if timestamp > _MILLISECONDS_FROM else timestamp
    if not 0 < seconds < _MILLISECONDS_FROM:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def from_written(text: str, zone: tzinfo) -> datetime | None:
    """A local date and time such as 2026-01-05 07:40:12, in UTC."""
    found = _WRITTEN.search(text)
    if found is None:
        return None
    numbers = [int(number or 0) for number in found.groups()]
    try:
        year, month, day, hour, minute, second = numbers
        return datetime(year, month, day, hour, minute, second, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
