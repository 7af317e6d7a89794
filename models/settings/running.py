"""What the program runs on: database, media, channels, schedules, retention."""

from __future__ import annotations

import base64
import datetime as dt
from pathlib import Path

from pydantic import Field, SecretStr, field_validator, model_validator

from models.settings.base import Section


class DatabaseSettings(Section):
    """SQLite by default; a PostgreSQL URL holds a password and so comes from LINLI_DATABASE__URL."""

    url: SecretStr = Field(
        default=SecretStr("sqlite:///data/linli.db"), description="sqlite:///a/file.db or postgresql://host/name"
    )
    window_ms: int = Field(default=5, ge=0, le=1000, description="group commit: how long a commit waits for company")

    @field_validator("url")
    @classmethod
    def _known_kind(cls, url: SecretStr) -> SecretStr:
        if not url.get_secret_value().startswith(("sqlite:", "sqlite+", "postgresql:", "postgresql+", "postgres:")):
            raise ValueError("no database we know: write sqlite:///data/linli.db or postgresql://host/name")
        return url


class MediaSettings(Section):
    """Where photos lie, and what is too much."""

    folder: Path = Field(default=Path("data/media"), description="where photos lie; linli backup takes them along")
    max_bytes: int = Field(default=25 << 20, ge=1 << 10, le=200 << 20, description="largest file that is looked at")
    max_pixels: int = Field(
        default=50_000_000, ge=1_000, le=500_000_000, description="largest picture that is decoded, width times height"
    )
    max_side: int = Field(default=1600, ge=200, le=8000, description="longest side after re-encoding, pixels")
    post_work: bool = Field(
        default=True, description="a cadre's photo of finished work goes to the group with the news"
    )


class WechatySettings(Section):
    """The puppet service that the bot talks to. The token comes from LINLI_WECHATY__TOKEN."""

    endpoint: str = Field(
        default="127.0.0.1:18788", pattern=r"^[^\s:/]+:\d{1,5}$", description="host:port of the puppet service"
    )
    token: SecretStr = Field(default=SecretStr(""), description="never in the file: set LINLI_WECHATY__TOKEN")
    state: Path = Field(default=Path("data/wechaty"), description="folder for what the client remembers")
    rpc_timeout: float = Field(default=20, gt=0, le=600, description="seconds until a call counts as lost")
    idle_seconds: float = Field(default=10, gt=0, le=3600, description="seconds of silence until the line is checked")


class GatewaySettings(Section):
    """The puppet service that `linli gateway` starts, on loopback only."""

    puppet: str = Field(default="wechaty-puppet-wechat4u", min_length=1, description="npm name of the puppet")
    port: int = Field(default=18788, ge=1, le=65535, description="port on 127.0.0.1")


class JobSettings(Section):
    """When a scheduled job runs, as five cron fields or an interval, and how late it may still start."""

    cron: str = Field(default="", description="minute hour day month weekday, local time; weekdays as mon to sun")
    every_seconds: int = Field(default=0, ge=0, le=86_400 * 366, description="instead of cron: every so many seconds")
    late_minutes: int = Field(default=10, ge=0, le=43_200, description="missed by more than this, the run is skipped")
    enabled: bool = Field(default=True, description="false switches the job off")

    @model_validator(mode="after")
    def _one_rhythm(self) -> JobSettings:
        if self.enabled and bool(self.cron) == bool(self.every_seconds):
            raise ValueError("a job has one rhythm: write cron or every_seconds, and not both")
        return self


class PrivacySettings(Section):
    """The key under which phone, identity and card numbers are kept. It comes from LINLI_PRIVACY__KEY."""

    key: SecretStr = Field(
        default=SecretStr(""),
        description="never in the file: set LINLI_PRIVACY__KEY, made by `linli seal-key --new`; newest first",
    )

    @field_validator("key")
    @classmethod
    def _keys(cls, key: SecretStr) -> SecretStr:
        if not all(map(_is_key, key.get_secret_value().replace(",", " ").split())):
            raise ValueError("no key of ours: make one with `linli seal-key --new` and set LINLI_PRIVACY__KEY to it")
        return key


def _is_key(written: str) -> bool:
    try:
        return len(base64.b64decode(written, altchars=b"-_", validate=True)) == KEY_BYTES
    except ValueError:
        return False


class RetentionSettings(Section):
    """How long what people said is kept."""

    chat_days: int = Field(default=90, ge=1, le=36_500, description="chat that belongs to no case")
    whole_months: bool = Field(
        default=False,
        description="PostgreSQL: chat goes by whole months, up to a month later, instead of to the day",
    )
    case_message_days: int = Field(default=730, ge=1, le=36_500, description="words and photos of closed cases")
    audit_days: int = Field(
        default=1_095, ge=180, le=36_500, description="who looked at what, who was refused; the law wants half a year"
    )


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
        "back_up": JobSettings(cron="10 4 * * *", late_minutes=600),
    }


KEY_BYTES = 32
REOPEN_WINDOW = dt.timedelta(hours=72)  # the window one open municipal system enforces on its server
