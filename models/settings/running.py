"""What the program runs on: database, media, channels, schedules, retention."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pydantic import Field, SecretStr

from models.settings.base import Section


class DatabaseSettings(Section):
    """SQLite by default; a PostgreSQL URL holds a password and so comes from LINLI_DATABASE__URL."""

    url: SecretStr = SecretStr("sqlite:///data/linli.db")
    window_ms: int = Field(default=5, ge=0, le=1000, description="group commit: how long a commit waits for company")


class MediaSettings(Section):
    """Where photos lie, and what is too much."""

    folder: Path = Path("data/media")
    max_bytes: int = Field(default=25 << 20, ge=1 << 10)
    max_pixels: int = Field(default=50_000_000, ge=1_000)
    max_side: int = Field(default=1600, ge=200, description="longest side after re-encoding")


class WechatySettings(Section):
    """The puppet service that the bot talks to. The token comes from LINLI_WECHATY__TOKEN."""

    endpoint: str = "127.0.0.1:18788"
    token: SecretStr = SecretStr("")
    state: Path = Path("data/wechaty")
    rpc_timeout: float = Field(default=20, gt=0)
    idle_seconds: float = Field(default=30, gt=0)


class GatewaySettings(Section):
    """The puppet service that `linli gateway` starts, on loopback only."""

    puppet: str = "wechaty-puppet-wechat4u"
    port: int = Field(default=18788, ge=1, le=65535)


class JobSettings(Section):
    """When a scheduled job runs, as five cron fields or an interval, and how late it may still start."""

    cron: str = ""
    every_seconds: int = Field(default=0, ge=0)
    late_minutes: int = Field(default=10, ge=0, description="missed by more than this, the run is skipped")
    enabled: bool = True


class RetentionSettings(Section):
    """How long what people said is kept."""

    chat_days: int = Field(default=90, ge=1, description="chat that belongs to no case")
    case_message_days: int = Field(default=730, ge=1, description="words and photos of closed cases")


def default_jobs() -> dict[str, JobSettings]:
    """The schedule that a new installation starts with, local time."""
    return {
        "post_receipts": JobSettings(every_seconds=10, late_minutes=2),
        "watch_deadlines": JobSettings(every_seconds=60, late_minutes=5),
        "recall_promises": JobSettings(every_seconds=60, late_minutes=60),
        "post_status_update": JobSettings(cron="0 12,18 * * *", late_minutes=60),
        "ask_satisfaction": JobSettings(cron="30 9,16 * * *", late_minutes=120),
        "close_confirmed": JobSettings(cron="15 * * * *", late_minutes=60),
        "morning_list": JobSettings(cron="30 8 * * *", late_minutes=90),
        "post_weekly_digest": JobSettings(cron="0 18 * * sun", late_minutes=720),
        "send_leader_digest": JobSettings(cron="30 8 * * mon", late_minutes=720),
        "forget_old_chat": JobSettings(cron="20 3 * * *", late_minutes=1440),
    }


TIMEZONE = "Asia/Shanghai"
REOPEN_WINDOW = dt.timedelta(hours=72)  # the window one open municipal system enforces on its server
