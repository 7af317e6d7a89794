"""What other systems may do here, and how they are told of changes."""

from __future__ import annotations

from pydantic import Field

from models.settings.base import Section


class ApiSettings(Section):
    """Open311 and the interface for programs, on the port of the pages. Keys are made by `linli api-key`."""

    public: bool = Field(
        default=False,
        description="anybody may read public matters by Open311, as the standard has it; false: with a key",
    )
    contact: str = Field(default="", max_length=200, description="whom a developer of another system may ask")
    calls_per_minute: int = Field(default=120, ge=1, le=100_000, description="requests with one key in a minute")
    reports_per_minute: int = Field(default=30, ge=1, le=100_000, description="of them new reports")
    webhook_hosts: tuple[str, ...] = Field(
        default=(),
        description="host or host:port of your own network that webhooks may go to, also without https; all others"
        " have to be public addresses with https",
    )
