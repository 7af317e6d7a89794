"""How the program is looked after: its log, and the page that tells how it is."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from models.settings.base import Section


class LogSettings(Section):
    """What the program writes to standard error, one line an event; never what anybody said."""

    format: Literal["text", "json"] = Field(default="text", description="json: one object a line, for a collector")
    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="the least that is written; info has a line for each message"
    )


class HealthSettings(Section):
    """The page that tells whether all is well, for `linli health`, a supervisor and Prometheus."""

    enabled: bool = Field(default=True, description="false: no page, and no port is opened")
    host: str = Field(
        default="127.0.0.1",
        min_length=1,
        description="where it listens; it needs no password, so let only your own machines reach it",
    )
    port: int = Field(default=18790, ge=1, le=65535, description="port of /health and /metrics")
    lag_seconds: float = Field(
        default=60, gt=0, le=86_400, description="a stored message that waits longer means that not all is well"
    )
