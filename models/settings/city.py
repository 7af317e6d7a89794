"""How the processes of a city hand messages to each other. One machine needs none of this."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr

from models.settings.base import Section


class NatsSettings(Section):
    """NATS JetStream between connectors and workers. An address with a password comes from LINLI_NATS__URL."""

    url: SecretStr = Field(
        default=SecretStr(""), description="nats://host:4222, several with commas; empty: one machine, without NATS"
    )
    token: SecretStr = Field(default=SecretStr(""), description="never in the file: set LINLI_NATS__TOKEN")
    credentials: Path | None = Field(default=None, description="a .creds file, where NATS wants one")
    stream: str = Field(default="linli", pattern=r"^[a-z0-9_-]{1,32}$", description="stream and first part of subjects")
    partitions: int = Field(
        default=64, ge=1, le=1024, description="how many messages are handled side by side at most; fixed for good"
    )
    replicas: int = Field(default=1, ge=1, le=5, description="servers that hold each message; 3 in a cluster of 3")
    max_bytes: int = Field(
        default=1 << 30,
        ge=1 << 20,
        description="most that waits in the stream; what is beyond it waits on the connectors' disks",
    )
    ack_wait_seconds: float = Field(
        default=5, ge=0.5, le=600, description="after which what a dead worker held goes to another"
    )
    most_deliveries: int = Field(
        default=10, ge=2, le=1000, description="a message that ends its worker so often is set aside"
    )
    bundle_ms: int = Field(
        default=50, ge=0, le=1000, description="shortest time between two publishes of one account to one partition"
    )
    spool: Path = Field(
        default=Path("data/spool"), description="folder where a connector keeps what NATS cannot take yet"
    )
