"""Moments as programs write them: ISO 8601 with a zone."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from bot.web.api.refusal import bad

FIRST_YEAR, LAST_YEAR = 1990, 2200  # what lies outside is a slip, and breaks the arithmetic of days


def moment(where: str, text: str, zone: tzinfo) -> datetime:
    """A day alone begins at midnight of the house's zone. Raises Refusal 400."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise bad(where, "is no moment", "write 2026-02-03T09:00:00+08:00 or 2026-02-03T01:00:00Z") from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise bad(where, "is no year of ours", f"write one between {FIRST_YEAR} and {LAST_YEAR}")
    return found if found.tzinfo else found.replace(tzinfo=zone)


def written(at: datetime | None) -> str | None:
    """UTC, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if at else None
