"""The month that a message is kept under. Pure; `models/queries/months.py` makes and drops those of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

KEPT = 0  # the partition of what hangs on a case and outlives its month


def month_of(moment: datetime) -> int:
    """202602 for February 2026, by UTC."""
    utc = moment.astimezone(UTC)
    return utc.year * 100 + utc.month


def months_from(moment: datetime, count: int) -> Iterator[int]:
    """The month of a moment and those that follow it."""
    year, month = divmod(month_of(moment), 100)
    for number in range(year * 12 + month - 1, year * 12 + month - 1 + count):
        yield number // 12 * 100 + number % 12 + 1
